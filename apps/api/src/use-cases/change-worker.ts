import { updateWorker } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { syncSchedules } from '../triggers/sync-schedules.ts';

/** Sends a worker home or back to work, or sets what it may spend. Sent home, it takes no new work; open runs go on. */
export async function changeWorker(
  context: ApiContext,
  request: { id: string; isPaused?: boolean | undefined; budgetUsdPerDay?: number | undefined; by: string },
): Promise<{ id: string }> {
  const { id, isPaused, budgetUsdPerDay } = request;
  const { doc, kind } = await updateWorker(context.store, context.workspaceId, id, (worker) => ({
    ...worker,
    ...(isPaused !== undefined && { isPaused }),
    ...(budgetUsdPerDay !== undefined && { budgetUsdPerDay }),
  }));
  context.published.forget();
  if (kind === 'unchanged') return { id };
  if (isPaused !== undefined)
    for (const { playbook, graph } of await context.published.all())
      if (playbook.workerId === id)
        await syncSchedules(context, { playbookId: playbook.id, graph, isPaused });
  const words = [
    isPaused === true && `Sent ${doc.name} home.`,
    isPaused === false && `Sent ${doc.name} back to work.`,
    budgetUsdPerDay !== undefined && `Set the budget of ${doc.name} to $${budgetUsdPerDay} a day.`,
  ];
  await audit(context, {
    actor: request.by,
    action: 'worker.changed',
    target: id,
    summary: words.filter(Boolean).join(' '),
  });
  return { id };
}
