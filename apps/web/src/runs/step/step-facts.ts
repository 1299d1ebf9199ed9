import type { NodeFacts, RunView, StepView } from '@dayshift/contracts';

/** Of the many executions of a node, the one that needs attention speaks for it; else the newest. */
const weights: Record<StepView['status'], number> = {
  stuck: 7,
  failed: 6,
  asking: 5,
  running: 4,
  sleeping: 3,
  // Of a question and the action after it, the one that was stopped tells more than the one that was answered.
  cancelled: 2,
  done: 1,
  skipped: 0,
};

/** A branch that was not taken. A step that a person passed over did happen, in its way. */
export const wasPassedBy = (step: StepView) => step.status === 'skipped' && !step.isOverridden;

/** Some execution of it was on a branch that was taken. */
export const wasReached = ({ counts }: NodeFacts) => Object.keys(counts).length > 0;

/** How many executions of all nodes are in this state. */
export function countOf({ nodes }: Pick<RunView, 'nodes'>, status: StepView['status']): number {
  return nodes.reduce((sum, { counts }) => sum + (counts[status] ?? 0), 0);
}

export function tellingStep(steps: readonly StepView[]): StepView | undefined {
  const [first, ...others] = steps;
  if (first === undefined) return undefined;
  return others.reduce((best, step) => (weights[step.status] >= weights[best.status] ? step : best), first);
}

/** What a run is stuck at or failed at: where resuming begins. */
export function troubledStep({ run, steps }: Pick<RunView, 'run' | 'steps'>): StepView | undefined {
  const stuck = steps.find(({ status }) => status === 'stuck');
  if (stuck) return stuck;
  if (run.state !== 'failed') return undefined;
  // A failure that left by its own port was dealt with; the one that ended the run had nowhere to go.
  const failed = steps.filter(({ status }) => status === 'failed');
  const given = steps.findLast((step) => step.status === 'cancelled' && step.failure !== undefined);
  return failed.find((step) => step.port === undefined) ?? given ?? failed.at(-1);
}

/** The step shown when nobody has chosen one: what needs attention, or what is under way. */
export function stepToOpen(view: Pick<RunView, 'run' | 'steps'>): StepView | undefined {
  const troubled = troubledStep(view);
  if (troubled) return troubled;
  const open = view.steps.filter(({ status }) => ['asking', 'running', 'sleeping'].includes(status));
  return tellingStep(open.filter(({ kind }) => kind !== 'scope')) ?? tellingStep(open);
}

/** Those that the picture shows. */
export function stepsOfNode(view: Pick<RunView, 'steps'>, nodeId: string): StepView[] {
  return view.steps.filter((step) => step.nodeId === nodeId && !wasPassedBy(step));
}

/** How each execution of a node is called where one has to be chosen: "Item 3", "Item 3, the question". */
export function executionNames(view: Pick<RunView, 'graph'>, steps: readonly StepView[]): string[] {
  const hasPaths = new Set(steps.map(({ path }) => path)).size > 1;
  const hasParts = new Set(steps.map(({ stepId }) => stepId)).size > 1;
  return steps.map((step) => {
    const parts = [];
    if (hasPaths) parts.push(placeName(view, step));
    if (hasParts) parts.push(partName(step));
    const again = steps.filter(({ stepId, path }) => stepId === step.stepId && path === step.path);
    if (again.length > 1) parts.push(`time ${again.indexOf(step) + 1}`);
    const name = parts.join(', ');
    return name === '' ? step.title : capital(name);
  });
}

/** How one execution is called where the others are not known: "Item 3, the question, time 2". */
export function executionName(view: Pick<RunView, 'graph'>, step: StepView): string {
  const parts = [
    placeName(view, step),
    step.stepId === step.nodeId ? '' : partName(step),
    step.generation > 0 ? `time ${step.generation + 1}` : '',
  ];
  return capital(parts.filter((part) => part !== '').join(', ') || step.title);
}

/** "Item 3" in a for-each, "round 2" in a repeat, joined from the outside in. */
export function placeName(
  { graph }: Pick<RunView, 'graph'>,
  step: Pick<StepView, 'nodeId' | 'path'>,
): string {
  if (step.path === '') return '';
  const containers = containersOf(graph, step.nodeId);
  const indexes = step.path.split('.');
  return indexes
    .map((index, depth) => {
      const type = containers[containers.length - indexes.length + depth]?.type;
      return `${type === 'repeat-until' ? 'round' : 'item'} ${Number(index) + 1}`;
    })
    .join(', ');
}

/** The containers a node is drawn in, outermost first. */
export function containersOf(graph: RunView['graph'], nodeId: string): RunView['graph']['nodes'] {
  const byId = new Map(graph.nodes.map((node) => [node.id, node]));
  const found: RunView['graph']['nodes'] = [];
  let parentId = byId.get(nodeId)?.parentId;
  while (parentId !== undefined && found.length < graph.nodes.length) {
    const parent = byId.get(parentId);
    if (!parent) break;
    found.unshift(parent);
    parentId = parent.parentId;
  }
  return found;
}

const partNames: Record<string, string> = {
  approve: 'the question',
  call: 'the action',
  switch: 'the decision',
  compute: 'the values',
  wait: 'the wait',
  scope: 'all of it',
};
const partName = (step: StepView) => partNames[step.kind] ?? step.kind;

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
