import type { Graph } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { scheduleWishes } from './schedule-wishes.ts';

/**
 * Makes Temporal's schedules those of the published version, or none while its worker is sent home. A failure is not the
 * publisher's: it is logged, and every start of the API does it again for all playbooks.
 */
export async function syncSchedules(
  context: ApiContext,
  of: { playbookId: string; graph: Graph; before?: Graph | undefined; isPaused: boolean },
): Promise<void> {
  const { playbookId } = of;
  const mine = { workspaceId: context.workspaceId, playbookId };
  const wanted = scheduleWishes(of.graph, mine);
  const known = [...wanted, ...scheduleWishes(of.before, mine)];
  if (known.length === 0) return;
  try {
    await context.temporal.schedules.replaceAll(playbookId, of.isPaused ? [] : wanted, known);
  } catch (error) {
    context.log.error({ err: error, playbookId }, 'the schedules of a playbook could not be set');
  }
}

/** At every start: what is published is what is scheduled. */
export async function syncAllSchedules(context: ApiContext): Promise<void> {
  for (const { playbook, graph, worker } of await context.published.all())
    await syncSchedules(context, { playbookId: playbook.id, graph, isPaused: worker?.isPaused ?? false });
}
