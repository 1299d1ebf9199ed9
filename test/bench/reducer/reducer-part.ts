import { compilePlaybook } from '@dayshift/compiler';
import { type RunStart, simulate } from '@dayshift/engine';
import { aPlan, aStep } from '@dayshift/engine/testing';
import { evaluate, evaluateValue, type Scope } from '@dayshift/expressions';
import type { Graph, Json, Plan, Step } from '@dayshift/model';
import { type Figure, figure, median } from '../figure.ts';
import type { Part } from '../part.ts';
import { mixedPlaybook } from '../runs/mixed-playbook.ts';
import { draw, drawGraph } from '../support/draw.ts';

const rounds = 5;
const secondsPerTurn = 0.4;

/**
 * Steps a second of the engine alone: in memory, virtual time, calls answered at once. The baseline evaluates the same
 * expressions of the same steps in a plain loop, so the ratio is what the engine keeps of that speed.
 */
export const reducerPart: Part = {
  name: 'reducer',
  what: 'steps per second of the pure engine',
  async measure() {
    return [
      measurePlan('reducer, ten mixed steps', mixedPlaybook('http://stub.example')),
      measurePlan('reducer, 200 logic steps in a row', logicInARow(200)),
      // One pass each: what grows with the square of a run shows here and nowhere else.
      measureOnce('engine, For each of 500 × 10 calls', forEach(500, 10), forEach(50, 10)),
      measureOnce('engine, For each of 10,000 calls', forEach(10_000, 1), forEach(1_000, 1)),
      measureOnce('engine, state of 5,000 steps', callsInARow(5_000), callsInARow(500)),
    ];
  },
};

function measurePlan(name: string, graph: Graph): Figure {
  const { plan, problems } = compilePlaybook(graph, { playbookId: 'playbook', version: 1 });
  if (!plan)
    throw new Error(`The graph of the bench does not compile: ${JSON.stringify(problems.slice(0, 3))}`);
  const run = () => simulate(plan, start, world);
  const { state } = run();
  if (state.status !== 'completed') throw new Error(`The simulated run ended as ${state.status}.`);
  const done = Object.values(state.steps).filter(({ status }) => status === 'done');
  const bare = bareEvaluation(plan, new Map(done.map(({ stepId, output }) => [stepId, output ?? null])));
  turn(run);
  turn(bare);
  const engine: number[] = [];
  const base: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    engine.push(turn(run) * done.length);
    base.push(turn(bare) * done.length);
  }
  return figure(name, median(engine), 'steps/s', { baseline: median(base) });
}

/** Milliseconds of one run, beside ten times a run of a tenth of the size: 1× is linear. */
function measureOnce(name: string, plan: Plan, tenth: Plan): Figure {
  const milliseconds = (of: Plan) => {
    const took = Array.from({ length: rounds }, () => {
      const from = performance.now();
      const { state } = simulate(of, { ...start, triggerNodeId: 'start' }, world);
      if (state.status !== 'completed') throw new Error(`The simulated run ended as ${state.status}.`);
      return performance.now() - from;
    });
    return median(took);
  };
  milliseconds(tenth);
  return figure(name, milliseconds(plan), 'ms', {
    baseline: milliseconds(tenth) * 10,
    goal: '≤ 1,000 ms, linear',
  });
}

function forEach(items: number, calls: number): Plan {
  return aPlan(
    [
      aStep('trigger', 'start', { to: ['each'] }),
      aStep('scope', 'each', { bodyScopeId: 'body' }),
      ...inARow(calls).map((step) => ({ ...step, scopeId: 'body' })),
    ],
    [
      {
        id: 'body',
        kind: 'map',
        parentId: 'root',
        items: Array.from({ length: items }, (_, index) => index),
        concurrency: 10,
        collect: '{{ steps.c0.status }}',
      },
    ],
  );
}

function callsInARow(count: number): Plan {
  return aPlan([aStep('trigger', 'start', { to: ['c0'] }), ...inARow(count)]);
}

function inARow(count: number): Step[] {
  return Array.from({ length: count }, (_, index) =>
    aStep('call', `c${index}`, {
      input: { before: index === 0 ? null : `{{ steps.c${index - 1}.status }}` },
      to: index + 1 < count ? [`c${index + 1}`] : [],
    }),
  );
}

/** How often a second it can be done. */
function turn(work: () => unknown): number {
  const from = performance.now();
  let times = 0;
  while (performance.now() - from < secondsPerTurn * 1000) {
    work();
    times += 1;
  }
  return times / ((performance.now() - from) / 1000);
}

const start: RunStart = {
  runId: 'bench',
  trigger: {
    method: 'POST',
    headers: {},
    query: {},
    body: { number: 1, name: 'a', amount: 20 },
    deliveryId: 'd',
  },
  triggerNodeId: 'hook',
  worker: { name: 'Hiro' },
};

const answer: Json = { status: 200, headers: {}, body: { id: 'c1', name: 'Ada', orders: 3, total: 149.5 } };
const world = { call: () => ({ output: answer }) };

/** The expressions that a finished run evaluated, and nothing else. */
function bareEvaluation(plan: Plan, outputs: ReadonlyMap<string, Json>): () => void {
  const steps = plan.steps.filter((step) => outputs.has(step.id) || step.kind === 'end');
  const byKey = Object.fromEntries(steps.map((step) => [step.key ?? step.id, outputs.get(step.id) ?? null]));
  const scope: Scope = { trigger: start.trigger, steps: byKey, worker: start.worker };
  const ends = steps.filter((step) => step.kind === 'end').slice(0, 1);
  const work = [...steps.filter((step) => step.kind !== 'end'), ...ends];
  return () => {
    for (const step of work) {
      if (step.kind === 'compute') evaluateValue(step.output, scope);
      else if (step.kind === 'call') evaluateValue(step.input, scope);
      else if (step.kind === 'switch') for (const { when } of step.cases) evaluate(when, scope);
      else if (step.kind === 'end') evaluateValue([step.outcome, step.output], scope);
    }
  };
}

function logicInARow(count: number): Graph {
  const nodes = [
    draw('hook', 'webhook', { respond: 'accepted', example: { number: 1, name: 'a', amount: 20 } }),
  ];
  const arrows: string[] = [];
  let before = 'hook:out';
  for (let index = 0; index < count; index += 1) {
    const last = index === 0 ? 'trigger.body.amount' : `steps.set${index - 1}.sum`;
    nodes.push(
      draw(`set${index}`, 'set-fields', {
        fields: { who: '{{ trigger.body.name }}', sum: `{{ ${last} + 1 }}` },
      }),
    );
    arrows.push(`${before}>set${index}`);
    before = `set${index}:done`;
  }
  return drawGraph(nodes, arrows);
}
