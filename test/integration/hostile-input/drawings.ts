import type { Graph, JsonObject, Problem } from '@dayshift/model';
import { expect, it } from 'vitest';
import { aDrawing, aDrawnNode } from '../../support/a-drawing.ts';
import { expectProblem } from './expect-problem.ts';
import { form } from './nodes.ts';
import type { HostileStage } from './stage.ts';

/** Graphs of every wrong kind: Problems, in bounded time. */
export function drawingsThatCannotRun(stage: HostileStage): void {
  const chain = (length: number, more: string[] = []) =>
    aDrawing(
      {
        start: form,
        ...Object.fromEntries(
          Array.from({ length }, (_, index): [string, [string, JsonObject]] => [
            `n${index}`,
            ['set-fields', { fields: { x: '{{ trigger }}' } }],
          ]),
        ),
      },
      [
        'start:out>n0',
        ...Array.from({ length: length - 1 }, (_, index) => `n${index}:done>n${index + 1}`),
        ...more,
      ],
    );
  const everythingInACircle = chain(999, ['n998:done>n0']);

  it.each<[string, Graph, string, Partial<Problem>]>([
    ['a circle', chain(3, ['n2:done>n0']), 'PB2003', { nodeId: expect.any(String) }],
    ['a circle of 999 steps', everythingInACircle, 'PB2003', { nodeId: expect.any(String) }],
    ['an arrow to nowhere', chain(2, ['n1:done>ghost']), 'PB1004', { nodeId: 'n1' }],
    [
      'an unknown step type',
      aDrawing({ start: form, odd: ['teleport', {}] }, ['start:out>odd']),
      'PB1008',
      { nodeId: 'odd' },
    ],
    ['a newer format', { ...chain(2), formatVersion: 2 }, 'PB1010', {}],
    [
      'a newer version of a step type',
      { ...chain(1), nodes: [...chain(1).nodes, { ...aDrawnNode('late', 'wait', {}), typeVersion: 9 }] },
      'PB1008',
      { nodeId: 'late' },
    ],
    ['1,001 nodes', chain(1_000), 'PB7002', {}],
    ['itself inside itself', inItself(), 'PB1012', {}],
  ])('with %s: Problems, at once, and the server stays awake', async (_what, graph, code, at) => {
    const id = await stage.draw(graph);
    const began = performance.now();
    const answer = await stage.staysAwake(() =>
      stage.post(`/api/playbooks/${id}/publish`, { ifRevision: 1 }),
    );
    expect(performance.now() - began).toBeLessThan(5_000);
    expectProblem(answer, { status: 422, code: 'PLAYBOOK_HAS_PROBLEMS' });
    const { problems } = answer.body.details as { problems: Problem[] };
    expect(problems).toContainEqual(expect.objectContaining({ code, severity: 'error', ...at }));
    expectProblem(await stage.post(`/api/playbooks/${id}/runs`, { from: 'draft', input: {} }), {
      status: 422,
    });
  });

  function inItself(): Graph {
    const graph = aDrawing({ start: form, each: ['for-each', { items: 'trigger' }] }, ['start:out>each']);
    return {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === 'each' ? { ...node, parentId: 'each' } : node)),
    };
  }
}
