import type { JsonObject } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { aGraph } from './a-graph.test-support.ts';
import { compilePlaybook } from './compile-playbook.ts';

const numbers = (count: number) => `[${Array.from({ length: count }, (_, index) => index).join(', ')}]`;
const loop = (max: number): JsonObject => ({ until: 'index > 1', max });
const each = (items: string): JsonObject => ({ items, concurrency: 5 });

function problemsOf(outer: [string, JsonObject], inner: [string, JsonObject]): string[] {
  const graph = aGraph(
    {
      start: { type: 'manual' },
      outer: { type: outer[0], config: outer[1] },
      inner: { type: inner[0], config: inner[1], parentId: 'outer' },
      work: { type: 'set-fields', config: { fields: { a: 1 } }, parentId: 'inner' },
    },
    ['start:out>outer'],
  );
  return compilePlaybook(graph, { playbookId: 'pb', version: 1 })
    .problems.filter(({ code }) => code === 'PB7004')
    .map(({ severity, nodeId }) => `${severity} ${nodeId}`);
}

describe('containers inside each other', () => {
  it('that would begin more items than a run may have are an error while they are drawn', () => {
    const list = each(numbers(200));
    expect(problemsOf(['for-each', list], ['for-each', list])).toEqual(['error inner']);
  });

  it('that may come to more rounds are a warning, since a loop may end before', () => {
    expect(problemsOf(['repeat-until', loop(900)], ['repeat-until', loop(900)])).toEqual(['warning inner']);
    expect(problemsOf(['for-each', each('trigger.lines')], ['for-each', each(numbers(20))])).toEqual([]);
  });

  it('within the bound are fine', () => {
    expect(problemsOf(['repeat-until', loop(100)], ['for-each', each(numbers(50))])).toEqual([]);
  });
});
