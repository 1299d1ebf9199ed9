import type { RunView } from '@dayshift/contracts';
import type { NodeRunState } from '../../graph/flow-types.ts';
import { runLightOf } from '../../graph/run-light.ts';
import { troubleInShort } from '../../words/trouble-sentence.ts';
import { stepsOfNode, tellingStep, wasPassedBy } from './step-facts.ts';

/** How each card is lit: branches that were not taken stay dark, and what went wrong is said as short as a card is. */
export function nodeStates(graph: RunView['graph'], steps: RunView['steps']): Record<string, NodeRunState> {
  const states = runLightOf({ graph, steps: steps.filter((step) => !wasPassedBy(step)) });
  for (const [nodeId, state] of Object.entries(states)) {
    const telling = tellingStep(stepsOfNode({ steps }, nodeId));
    if (telling?.status === 'cancelled') states[nodeId] = { status: 'cancelled' };
    else if (telling?.failure && (state.status === 'stuck' || state.status === 'failed'))
      state.text = troubleInShort(telling.failure);
  }
  return states;
}
