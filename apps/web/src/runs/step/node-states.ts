import type { RunView } from '@dayshift/contracts';
import type { NodeRunState } from '../../graph/flow-types.ts';
import { runLightOf } from '../../graph/run-light.ts';
import { troubleInShort } from '../../words/trouble-sentence.ts';
import { wasReached } from './step-facts.ts';

/** How each card is lit: branches that were not taken stay dark, and what went wrong is said as short as a card is. */
export function nodeStates(view: Pick<RunView, 'graph' | 'nodes' | 'steps'>): Record<string, NodeRunState> {
  const nodes = view.nodes.filter(wasReached);
  const states = runLightOf({ ...view, nodes });
  for (const { nodeId, key } of nodes) {
    const state = states[nodeId];
    const { failure } = view.steps.find((step) => step.key === key) ?? {};
    if (state && failure && (state.status === 'stuck' || state.status === 'failed'))
      state.text = troubleInShort(failure);
  }
  return states;
}
