import { createHash } from 'node:crypto';
import type { TriggerEvent } from '@dayshift/model';
import type { Store } from '../store.ts';
import { findOwned } from './owned.ts';
import { checkedWorkspace } from './workspace.ts';

/**
 * Takes a delivery in, once: the id is derived from the trigger and the delivery's own id, so of any number of repeats,
 * in any number of processes, one is `taken`. The others learn which run that one began.
 */
export async function takeTriggerEvent(
  store: Store,
  workspaceId: string,
  event: { triggerId: string; deliveryId: string; runId: string; at: number },
): Promise<{ kind: 'taken' | 'repeated'; event: Pick<TriggerEvent, 'id' | 'runId'> }> {
  const id = triggerEventId(checkedWorkspace(workspaceId), event);
  const outcome = await store.triggerEvents.insert({ ...event, id, workspaceId });
  if (outcome === 'inserted') return { kind: 'taken', event: { id, runId: event.runId } };
  const first = await findOwned(store.triggerEvents, workspaceId, id);
  return { kind: 'repeated', event: { id, runId: first?.runId ?? event.runId } };
}

function triggerEventId(workspaceId: string, of: { triggerId: string; deliveryId: string }): string {
  const key = JSON.stringify([workspaceId, of.triggerId, of.deliveryId]);
  return `te_${createHash('sha256').update(key).digest('hex')}`;
}
