import type { Activation, Json } from '@dayshift/model';
import { type Draft, putStep } from './draft.ts';
import { beginStep } from './execution.ts';
import { activationKey } from './instance-key.ts';
import { skipStep } from './settle.ts';

/** Opens a scope: steps without an arrow into them are ready, in plan order. */
export function openActivation(
  draft: Draft,
  scopeId: string,
  path: string,
  more: { openedBy?: string; item?: Json; index?: number; entry?: string },
): void {
  const { entry, ...rest } = more;
  const activation: Activation = {
    key: activationKey(scopeId, path),
    scopeId,
    path,
    edges: {},
    unsettled: draft.index.stepsOf(scopeId).length,
    isClosed: false,
    ...rest,
  };
  draft.state.activations[activation.key] = activation;
  if (activation.unsettled === 0) draft.state.ready.push({ type: 'close', activation: activation.key });
  const entries = draft.index.entriesOf(scopeId);
  // At the root a run enters by one trigger; whatever else has no arrow into it cannot be reached in this run.
  const isEntry = (stepId: string) => scopeId !== 'root' || stepId === entry;
  for (const step of entries) {
    if (!isEntry(step.id)) continue;
    putStep(draft, beginStep(draft, step, activation));
    draft.state.ready.push({ type: 'run', activation: activation.key, stepId: step.id });
  }
  for (const step of entries) {
    if (!isEntry(step.id)) skipStep(draft, step, activation.key);
  }
}
