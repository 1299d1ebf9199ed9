import { newId } from '@dayshift/model';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { unprocessable } from '../server/request-error.ts';
import { workerColor } from '../workers/worker-color.ts';

/** A new worker. The same idempotency key again finds the one it hired. */
export async function hireWorker(
  context: ApiContext,
  request: {
    name: string;
    role: string;
    manager: string;
    timeZone: string;
    by: string;
    idempotencyKey?: string | undefined;
  },
): Promise<{ id: string }> {
  if (!isTimeZone(request.timeZone))
    throw unprocessable('UNKNOWN_TIME_ZONE', `There is no time zone “${request.timeZone}”.`, {
      path: 'timeZone',
      hint: 'Name it like Europe/Berlin.',
    });
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
    hours: 'around the clock',
    color: workerColor(request.name),
    budgetUsdPerDay: 5,
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

function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
