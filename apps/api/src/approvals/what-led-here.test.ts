import type { Projection } from '@dayshift/engine';
import type { Graph, Run } from '@dayshift/model';
import { expect, test } from 'vitest';
import { whatLedHere } from './what-led-here.ts';

const run = { triggerType: 'form', title: 'A lamp' } as Run; // the parts that are read
const took = (port: string, title: string) =>
  ({
    plan: {
      steps: [{ id: 'danger', nodeId: 'danger', kind: 'switch', title, scope: 'main', ports: [] }],
      scopes: [],
    },
    state: {
      steps: { danger: { stepId: 'danger', path: '', status: 'done', port, output: { chosen: port } } },
    },
  }) as unknown as Projection; // the parts that are read
const graph = {
  nodes: [
    {
      id: 'danger',
      type: 'switch',
      typeVersion: 1,
      config: { cases: [{ port: 'case_1', label: 'danger', when: 'true' }], otherwise: 'no' },
    },
  ],
} as unknown as Graph;

test('a way that was taken is called as it is on the card', () => {
  expect(whatLedHere(run, took('otherwise', 'How bad'), graph)).toEqual(['A lamp', 'How bad: no']);
  expect(whatLedHere(run, took('case_1', 'How bad'), graph)).toEqual(['A lamp', 'How bad: danger']);
});

test('a step whose title is a question is answered without a colon', () => {
  expect(whatLedHere(run, took('otherwise', 'Is anybody in danger?'), graph)[1]).toBe(
    'Is anybody in danger? no',
  );
});

test('where the graph is gone, the way is called by its name', () => {
  expect(whatLedHere(run, took('otherwise', 'How bad'))[1]).toBe('How bad: otherwise');
});
