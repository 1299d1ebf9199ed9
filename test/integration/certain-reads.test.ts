import { compilePlaybook, type Place, stepsAt } from '@dayshift/compiler';
import { type SimulatedWorld, simulate } from '@dayshift/engine';
import type { Graph, GraphNode, JsonObject } from '@dayshift/model';
import { portsOf } from '@dayshift/nodes';
import fc from 'fast-check';
import { expect, test } from 'vitest';

// The compiler promises an author that a step "has run for certain"; the engine decides what runs. They must agree.

const choices = fc.infiniteStream(fc.nat({ max: 1_000 }));
const yesOrNo = fc.boolean().map(String);
const config = fc.oneof(
  fc.constant(drawn('set-fields', { fields: { x: '1' } })),
  fc.tuple(yesOrNo, yesOrNo).map(([a, b]) =>
    drawn('switch', {
      cases: [
        { port: 'a', when: a },
        { port: 'b', when: b },
      ],
    }),
  ),
  fc.constant(drawn('http-request', { method: 'GET', url: 'http://desk.example' })),
  fc.constant(drawn('approval', { title: 'Go on?', who: 'Mia', due: { amount: 1, unit: 'hours' } })),
  yesOrNo.map((when) =>
    drawn('send-mail', { to: 'a', subject: 'b', text: 'c', gate: { decides: 'ask-when', when, who: 'Mia' } }),
  ),
  fc.integer({ min: 1, max: 2 }).map((concurrency) => drawn('for-each', { items: '[1, 2]', concurrency })),
  fc.nat({ max: 2 }).map((rounds) => drawn('repeat-until', { until: `index >= ${rounds}`, max: 2 })),
  fc.constant(drawn('end', { outcome: 'x' })),
);

const playbook = fc
  .record({
    nodes: fc.array(
      fc.record({
        what: config,
        join: fc.constantFrom('all' as const, 'all' as const, 'any' as const),
        parent: fc.option(fc.nat({ max: 13 }), { freq: 2 }),
      }),
      { minLength: 2, maxLength: 14 },
    ),
    arrows: fc.array(fc.tuple(fc.nat({ max: 13 }), fc.nat({ max: 6 }), fc.nat({ max: 13 })), {
      maxLength: 40,
    }),
    starts: fc.array(fc.nat({ max: 13 }), { minLength: 1, maxLength: 4 }),
    triggers: fc.constantFrom(1, 1, 2),
  })
  .map(({ nodes, arrows, starts, triggers }) => assemble(nodes, arrows, starts, triggers));

test('a step that has run for certain can be read, in every run of any playbook', () => {
  fc.assert(
    fc.property(playbook, choices, (plain, picks) => {
      const graph = readingAllThatIsCertain(plain);
      const { plan, problems } = compilePlaybook(graph, { playbookId: 'pb', version: 1 });
      expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      if (!plan) return;
      const pick = (below: number) => (picks.next().value ?? 0) % below;
      const triggers = graph.nodes.filter(({ type }) => type === 'manual');
      for (const { id } of triggers) {
        const start = { runId: 'run_1', trigger: {}, triggerNodeId: id, worker: null };
        const { state } = simulate(plan, start, aWorldThatChooses(pick));
        const failures = [state.failure, ...Object.values(state.steps).map(({ failure }) => failure)];
        expect(failures.filter((failure) => failure && failure.code !== 'NO_LUCK')).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
});

function drawn(type: string, config: JsonObject) {
  return { type, config };
}

type Sketch = { what: ReturnType<typeof drawn>; join: 'all' | 'any'; parent: number | null };

/** Arrows lead from lower to higher numbers, within one container; a container has a lower number than what it holds. */
function assemble(
  sketches: Sketch[],
  arrows: [number, number, number][],
  starts: number[],
  triggers: number,
): Graph {
  const isContainer = (at: number) => ['for-each', 'repeat-until'].includes(sketches[at]?.what.type ?? '');
  const parents = sketches.map(({ parent }, at) =>
    parent !== null && parent < at && isContainer(parent) ? parent : undefined,
  );
  const nodes: GraphNode[] = Array.from({ length: triggers }, (_, at) =>
    aNode(`t${at}`, drawn('manual', { fields: [] })),
  );
  for (const [at, { what, join }] of sketches.entries()) {
    const parent = parents[at];
    nodes.push({
      ...aNode(`n${at}`, what),
      join,
      ...(parent === undefined ? {} : { parentId: `n${parent}` }),
    });
  }
  const lines = new Set(
    starts
      .filter((to) => to < sketches.length && parents[to] === undefined)
      .map((to, at) => `t${at % triggers} out n${to}`),
  );
  for (const [from, way, to] of arrows) {
    const source = sketches[from];
    if (!source || from >= to || to >= sketches.length || parents[from] !== parents[to]) continue;
    const ports = portsOf(source.what).outputs;
    const port = ports[way % Math.max(1, ports.length)];
    if (port) lines.add(`n${from} ${port.name} n${to}`);
  }
  const edges = [...lines].map((line, at) => {
    const [source = '', sourcePort = '', target = ''] = line.split(' ');
    return { id: `e${at}`, source, sourcePort, target, targetPort: 'in' };
  });
  return { formatVersion: 1, nodes, edges, notes: [] };
}

function aNode(id: string, what: ReturnType<typeof drawn>): GraphNode {
  return { id, key: id, title: id, typeVersion: 1, position: { x: 0, y: 0 }, ...what };
}

/** The same playbook, where every step reads every step that is certain for it. */
function readingAllThatIsCertain(graph: Graph): Graph {
  const reads = (nodeId: string, place: Place) =>
    stepsAt(graph, nodeId, place)
      .filter(({ isCertain }) => isCertain)
      .map(({ key }) => `{{ toJson(steps.${key}) }}`)
      .join(' ');
  const textField: Record<string, (node: GraphNode) => JsonObject> = {
    'set-fields': ({ id }) => ({ fields: { x: `- ${reads(id, 'before')}` } }),
    'http-request': ({ id }) => ({ query: { x: `- ${reads(id, 'before')}` } }),
    approval: ({ id }) => ({ fields: { x: `- ${reads(id, 'before')}` } }),
    'send-mail': ({ id }) => ({ text: `- ${reads(id, 'before')}` }),
    end: ({ id }) => ({ outcome: `- ${reads(id, 'before')}` }),
    'for-each': ({ id }) => ({ collect: `- ${reads(id, 'body')}` }),
    'repeat-until': ({ id }) => ({ collect: `- ${reads(id, 'body')}` }),
  };
  const nodes = graph.nodes.map((node) => ({
    ...node,
    config: { ...node.config, ...textField[node.type]?.(node) },
  }));
  return { ...graph, nodes };
}

/** Calls fail now and then, people say yes, no or nothing, and everything takes its time. */
function aWorldThatChooses(pick: (below: number) => number): SimulatedWorld {
  return {
    call: () =>
      pick(3) === 0
        ? { failure: { code: 'NO_LUCK', message: 'It did not work.' }, tookMs: pick(50) }
        : { output: { ok: true }, tookMs: pick(50) },
    answer: () => {
      const verdict = (['approve', 'reject', undefined] as const)[pick(3)];
      return verdict && { verdict, by: 'Mia', isEdited: false, afterMs: pick(50) };
    },
  };
}
