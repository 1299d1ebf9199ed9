import type { Activation, MapScope, StepState } from '@dayshift/model';
import { closeItem } from '../close-activation.ts';
import type { Draft } from '../draft.ts';
import { activationOf } from '../execution.ts';
import { cancelActivation } from '../stop.ts';
import { retryScope } from './stuck-scope.ts';

interface Item {
  activation: Activation;
  opener: StepState;
  body: MapScope;
}

/** Gives up the item of the For each that a stuck step stands in: the rest of it is stopped, its result is null. */
export function skipItem(draft: Draft, stuck: StepState): void {
  const item = itemOf(draft, stuck);
  if (!item) return;
  const { activation, opener, body } = item;
  cancelActivation(draft, activation.key);
  if (stuck.key !== opener.key) return closeItem(draft, activation, opener, body, null, true);
  // It was the container that stood still, for what this item gave.
  const { failure: _failure, ...rest } = opener;
  closeItem(draft, activation, { ...rest, status: 'running' }, body, null, true);
  const again = draft.state.steps[opener.key];
  if (again?.status === 'running') retryScope(draft, again);
}

export function whyNoItem(draft: Draft, stuck: StepState): string | undefined {
  return itemOf(draft, stuck) ? undefined : 'This step does not stand in a For each.';
}

/** The innermost item around a step; of a container whose item could not be collected, that item. */
function itemOf(draft: Draft, stuck: StepState): Item | undefined {
  let activation = waitingItem(draft, stuck) ?? activationOf(draft, stuck);
  while (activation?.openedBy !== undefined) {
    const body = draft.index.scope(activation.scopeId);
    const opener = draft.state.steps[activation.openedBy];
    if (!opener) return undefined;
    if (body?.kind === 'map') return { activation, opener, body };
    activation = activationOf(draft, opener);
  }
  return undefined;
}

function waitingItem(draft: Draft, { key }: StepState): Activation | undefined {
  return Object.values(draft.state.activations).find(
    ({ openedBy, isClosed, unsettled }) => openedBy === key && !isClosed && unsettled === 0,
  );
}
