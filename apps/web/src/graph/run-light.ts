import type { RunView, StepView } from '@dayshift/contracts';
import type { NodeRunState } from './flow-types.ts';
import { portsOf } from './node-facts.ts';
import { outputInShort } from './output-in-short.ts';

/** How every node of a run fared, for the cards. Nodes that were not reached are missing. */
export function runLightOf(view: Pick<RunView, 'steps' | 'graph'>): Record<string, NodeRunState> {
  const byNode = new Map<string, StepView[]>();
  for (const step of view.steps) byNode.set(step.nodeId, [...(byNode.get(step.nodeId) ?? []), step]);
  const states: Record<string, NodeRunState> = {};
  for (const [nodeId, steps] of byNode) {
    const telling = steps.reduce((best, step) => (weight(step) >= weight(best) ? step : best));
    states[nodeId] = { status: telling.status, text: textOf(telling, steps, view.graph) };
  }
  return states;
}

/** Of the many executions of a node in a loop, the one that needs attention speaks for it; else the newest. */
const weights: Record<StepView['status'], number> = {
  stuck: 7,
  failed: 6,
  asking: 5,
  running: 4,
  sleeping: 3,
  done: 2,
  cancelled: 1,
  skipped: 0,
};
const weight = (step: StepView) => weights[step.status];

function textOf(step: StepView, all: StepView[], graph: RunView['graph']): NodeRunState['text'] {
  if (step.failure && (step.status === 'stuck' || step.status === 'failed')) return step.failure.message;
  const rounds = new Set(all.map((each) => each.path)).size;
  if (rounds > 1) {
    const finished = all.filter((each) => each.status === 'done').length;
    return [{ text: `${finished} of ${rounds}`, isValue: true }, { text: ' done' }];
  }
  if (step.status === 'asking') return 'waits for an answer';
  if (step.status !== 'done') return undefined;
  const node = graph.nodes.find((each) => each.id === step.nodeId);
  if (step.kind === 'switch' && step.port !== undefined) {
    const port = node && portsOf(node).outputs.find(({ name }) => name === step.port);
    return [{ text: port?.label ?? step.port, isValue: true }];
  }
  return outputInShort(step.output);
}
