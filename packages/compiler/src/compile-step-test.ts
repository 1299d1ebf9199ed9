import { type Reference, referencesOf, referencesOfValue, stepKeysOf } from '@dayshift/expressions';
import type { Graph, Plan, Problem, Step } from '@dayshift/model';
import { fieldsOfConfig, testKindOf } from '@dayshift/nodes';
import { type Analysis, analyse } from './analyse.ts';
import { checkConfig } from './check-config.ts';
import { type DrawnNode, fragmentOf, isTrigger } from './drawing.ts';
import { entryIdOf, planOf, stepsOf } from './emit-plan.ts';

/** What is known from earlier runs, by node id. */
export interface Recorded {
  /** The trigger whose data is at hand. */
  triggerNodeId?: string | undefined;
  /** Nodes whose output is at hand. */
  nodeIds: ReadonlySet<string>;
}

export type StepTest =
  /** The recorded outputs of `sampled` go into the run's seed. */
  | { kind: 'ready'; plan: Plan; triggerNodeId: string; sampled: string[] }
  | { kind: 'has-problems'; problems: Problem[] }
  /** Titles of what it reads that has not run yet. */
  | { kind: 'lacks-samples'; titles: string[] }
  | { kind: 'cannot-be-tested'; why: string };

/**
 * Compiles one step of a drawing into a plan of its own: steps before it stand in with what they last gave, nothing comes
 * after it, it is tried once, and where it fails the run fails instead of waiting for a person. Problems of other steps do
 * not matter.
 */
export function compileStepTest(
  graph: Graph,
  nodeId: string,
  { playbookId, recorded }: { playbookId: string; recorded: Recorded },
): StepTest {
  const analysis = analyse(graph);
  const tested = analysis.drawing.byId.get(nodeId);
  const why = tested ? whyNot(tested, analysis) : 'It is not on the canvas any more.';
  if (!tested || why !== undefined) return { kind: 'cannot-be-tested', why: why ?? '' };
  const problems = checkConfig(tested, analysis).filter(({ severity }) => severity === 'error');
  if (problems.length > 0) return { kind: 'has-problems', problems };
  const titles = missing(tested, analysis, recorded);
  if (titles.length > 0) return { kind: 'lacks-samples', titles };

  const samples = analysis.drawing.nodes.filter(
    (drawn) =>
      !isTrigger(drawn) &&
      recorded.nodeIds.has(drawn.node.id) &&
      analysis.visibility(drawn, tested, 'before').isVisible,
  );
  const start = startOf(tested, analysis, recorded);
  const entryId = entryIdOf(tested);
  const steps: Step[] = [
    { ...start, ports: [{ name: 'out', to: samples.length > 0 ? samples.map(idOf) : [entryId] }] },
    ...samples.map((drawn) => standIn(drawn, entryId)),
    ...onItsOwn(tested),
  ];
  return {
    kind: 'ready',
    plan: planOf([{ id: 'root', kind: 'root' }], steps, { playbookId, version: 0 }).plan,
    triggerNodeId: start.nodeId,
    sampled: samples.map(idOf),
  };
}

function whyNot(tested: DrawnNode, { drawing }: Analysis): string | undefined {
  if (!drawing.nodes.includes(tested)) return 'It is switched off.';
  if (tested.container)
    return `It is inside “${tested.container.node.title}”, which gives it its items. Try the playbook instead.`;
  if (tested.reading.kind === 'read' && testKindOf(tested.node) === undefined)
    return 'It does nothing by itself. Try the playbook instead.';
  return undefined;
}

/** What the step reads for certain and nothing is recorded of. What it may do without is left out, as in a run. */
function missing(tested: DrawnNode, analysis: Analysis, recorded: Recorded): string[] {
  const references = referencesIn(tested);
  const { drawing } = analysis;
  const steps = stepKeysOf(references).flatMap((key) => {
    const step = drawing.byKey.get(key);
    if (!step || isTrigger(step) || recorded.nodeIds.has(step.node.id)) return [];
    return analysis.visibility(step, tested, 'before').isCertain ? [step.node.title] : [];
  });
  const readsTrigger = references.some(({ variable }) => variable === 'trigger');
  if (!readsTrigger || triggerWith(recorded, analysis)) return steps;
  return [drawing.nodes.find(isTrigger)?.node.title ?? 'What starts it', ...steps];
}

function referencesIn({ reading }: DrawnNode): Reference[] {
  if (reading.kind !== 'read') return [];
  return fieldsOfConfig(reading.nodeType, reading.node.config).flatMap(({ value, meta }) => {
    if (value === undefined || meta.holds === undefined) return [];
    return meta.holds === 'expression' ? referencesOf(String(value)) : referencesOfValue(value);
  });
}

function triggerWith({ triggerNodeId }: Recorded, { drawing }: Analysis): DrawnNode | undefined {
  return drawing.nodes.find((drawn) => isTrigger(drawn) && drawn.node.id === triggerNodeId);
}

/** Where the run enters: the trigger whose data is used, or, where none is needed, the step's own beginning. */
function startOf(tested: DrawnNode, analysis: Analysis, recorded: Recorded): Step {
  const trigger = triggerWith(recorded, analysis);
  const entry = trigger && fragmentOf(trigger)?.parts[0];
  return {
    kind: 'trigger',
    triggerType: entry?.kind === 'trigger' ? entry.triggerType : 'manual',
    id: trigger ? idOf(trigger) : helpersOfTest(idOf(tested)).start,
    nodeId: idOf(trigger ?? tested),
    ...(trigger && { key: trigger.node.key }),
    title: trigger?.node.title ?? tested.node.title,
    scopeId: 'root',
    join: 'all',
    ports: [],
  };
}

/** Never worked out: its output comes from the seed. */
function standIn({ node }: DrawnNode, to: string): Step {
  return {
    kind: 'compute',
    output: null,
    id: node.id,
    nodeId: node.id,
    key: node.key,
    title: node.title,
    scopeId: 'root',
    join: 'all',
    ports: [{ name: 'done', to: [to] }],
  };
}

/** Ids of the steps of a test that an author never drew: where it begins without a trigger, and where it ends if it fails. */
export function helpersOfTest(nodeId: string): { start: string; failed: string } {
  return { start: `${nodeId}.start`, failed: `${nodeId}.failed` };
}

/** Its parts, with nothing behind them; a failure ends the run in its own words. */
function onItsOwn(tested: DrawnNode): Step[] {
  const { node } = tested;
  const failed: Step = {
    kind: 'fail',
    code: '{{ error.code }}',
    message: '{{ error.message }}',
    id: helpersOfTest(node.id).failed,
    nodeId: node.id,
    title: node.title,
    scopeId: 'root',
    join: 'any',
    ports: [],
  };
  const parts = stepsOf({ ...tested, node: { ...node, join: 'all' }, outgoing: [] }, 'root').map(
    (step): Step => {
      const ports = [
        ...step.ports.filter(({ name }) => name !== 'error'),
        { name: 'error', to: [failed.id] },
      ];
      return step.kind === 'call'
        ? { ...step, ports, patience: { ...step.patience, attempts: 1 } }
        : { ...step, ports };
    },
  );
  return [...parts, failed];
}

const idOf = ({ node }: DrawnNode): string => node.id;
