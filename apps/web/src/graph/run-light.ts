import type { NodeFacts, RunView, StepView } from '@dayshift/contracts';
import type { NodeRunState } from './flow-types.ts';
import { portsOf } from './node-facts.ts';
import { outputInShort } from './output-in-short.ts';

/** How every node of a run fared, for the cards. Nodes that were not reached are missing. */
export function runLightOf(view: Pick<RunView, 'nodes' | 'steps' | 'graph'>): Record<string, NodeRunState> {
  const byKey = new Map(view.steps.map((step) => [step.key, step]));
  const states: Record<string, NodeRunState> = {};
  for (const facts of view.nodes) {
    const telling = byKey.get(facts.key);
    // Its step may be in the next message.
    if (telling) states[facts.nodeId] = { status: telling.status, text: textOf(telling, facts, view.graph) };
  }
  return states;
}

function textOf(step: StepView, facts: NodeFacts, graph: RunView['graph']): NodeRunState['text'] {
  if (step.failure && (step.status === 'stuck' || step.status === 'failed')) return step.failure.message;
  if (facts.places > 1) {
    const { done = 0 } = facts.counts;
    return [
      { text: `${formatCount(done)} of ${formatCount(facts.places)}`, isValue: true },
      { text: ' done' },
    ];
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

const formatCount = (count: number) => count.toLocaleString('en-GB');
