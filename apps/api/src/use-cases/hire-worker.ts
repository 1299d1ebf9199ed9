import { newId } from '@dayshift/model';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { checkTimeZone } from '../workers/check-time-zone.ts';
import { workerColor } from '../workers/worker-color.ts';

/** A new worker. The same idempotency key again finds the one it hired. */
export async function hireWorker(
  context: ApiContext,
  request: {
    name: string;
    role: string;
    manager: string;
    hours: string;
    budgetUsdPerDay: number;
    timeZone: string;
    by: string;
    idempotencyKey?: string | undefined;
  },
): Promise<{ id: string }> {
  checkTimeZone(request.timeZone);
  const { workspaceId, store } = context;
  const now = context.now();
  const id = request.idempotencyKey
    ? derivedId('wrk', workspaceId, 'worker', request.idempotencyKey)
    : newId('wrk', now);
  const outcome = await store.workers.insert({
    id,
    workspaceId,
    name: request.name,
    role: request.role,
    manager: request.manager,
    timeZone: request.timeZone,
    hours: request.hours,
    color: workerColor(request.name),
    budgetUsdPerDay: request.budgetUsdPerDay,
    isPaused: false,
    hiredAt: now,
  });
  if (outcome === 'inserted')
    await audit(context, {
      actor: request.by,
      action: 'worker.hired',
      target: id,
      summary: `Hired ${request.name}, ${request.role}.`,
    });
  return { id };
}
