import type { RunView, StepView } from '@dayshift/contracts';
import { expect, test } from 'vitest';
import { faultsOf, resultsOf, troubleLightOf } from './fixed-run.ts';

const step = (part: Partial<StepView>): StepView => ({
  key: part.nodeId ?? '',
  stepId: part.nodeId ?? '',
  nodeId: '',
  title: '',
  kind: 'call',
  path: '',
  generation: 0,
  status: 'done',
  attempts: [],
  startedAt: 1,
  isReused: false,
  isOverridden: false,
  ...part,
});
const refused = step({
  nodeId: 'refund',
  status: 'stuck',
  operation: 'http.request',
  input: { method: 'POST', url: 'https://desk.example/refunds', body: { order: '10442', amount: 49 } },
  failure: {
    code: 'HTTP_422',
    message: 'POST desk.example/refunds was answered with 422: reason_code missing',
    effect: 'not-happened',
    details: {
      status: 422,
      body: '{"error":"reason_code missing","field":"reason_code","allowed":["late","damaged"]}',
    },
  },
});
const view: Pick<RunView, 'nodes' | 'steps' | 'graph'> = {
  steps: [step({ nodeId: 'load', output: { name: 'Lena' } }), refused],
  nodes: ['load', 'refund'].map((nodeId) => ({
    nodeId,
    counts: {},
    passedBy: 0,
    places: 1,
    tries: 1,
    startedAt: 1,
    key: nodeId,
  })),
  graph: { formatVersion: 1, nodes: [], edges: [], notes: [] },
};

test('a fix shows the error of its own run at the field, with what was sent and what is taken', () => {
  expect(faultsOf(view, 'refund')).toEqual([
    {
      field: 'body.reason_code',
      name: 'reason_code',
      message: 'reason_code missing',
      sent: undefined,
      allowed: ['late', 'damaged'],
    },
  ]);
  expect(faultsOf(view, 'load')).toEqual([]);
});

test('a step that failed in this run says so, whatever it gave in an earlier round', () => {
  const earlier = step({ nodeId: 'refund', path: '0', output: { id: 'R1' } });
  const results = resultsOf({ steps: [earlier, ...view.steps] });
  expect(results.refund).toEqual({ failure: refused.failure?.message });
  expect(results.load).toEqual({ output: { name: 'Lena' } });
});

test('only what went wrong is lit on the canvas', () => {
  expect(Object.keys(troubleLightOf(view))).toEqual(['refund']);
});
