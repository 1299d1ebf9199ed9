import { findDecisionsToDeliver, update } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { deliverDecision } from './deliver-decision.ts';

const leaseMs = 20_000;

/** Sends again what has not reached its run. Of several APIs one takes each decision, by moving its next time ahead. */
export async function relayDecisions(context: ApiContext): Promise<number> {
  const { store, workspaceId } = context;
  const now = context.now();
  const due = await findDecisionsToDeliver(store, workspaceId, { now, limit: 100 });
  for (const each of due) {
    const lease = await update(store.approvals, each.id, (current) =>
      current.state === 'decided' && current.delivery.nextAt === each.delivery.nextAt
        ? { ...current, delivery: { ...current.delivery, nextAt: now + leaseMs } }
        : undefined,
    );
    if (lease.kind === 'done') await deliverDecision(context, lease.doc);
  }
  return due.length;
}
