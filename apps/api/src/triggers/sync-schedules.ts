import type { Graph } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import type { PublishedPlaybook } from '../playbooks/published-playbooks.ts';
import { whyNoWork } from '../playbooks/why-no-work.ts';
import { scheduleWishes } from './schedule-wishes.ts';

/**
 * Makes Temporal's schedules those of the published version, or none while it takes no work. A failure is not the
 * publisher's: it is logged, and every start of the API does it again for all playbooks.
 */
async function syncSchedules(
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

/** After anything that decides whether a playbook takes work: it was published, paused, given away, its worker sent home. */
export function syncSchedulesOf(
  context: ApiContext,
  { playbook, graph, worker }: Pick<PublishedPlaybook, 'playbook' | 'graph' | 'worker'>,
  before?: Graph,
): Promise<void> {
  const isPaused = whyNoWork({ playbook, worker }) !== undefined;
  return syncSchedules(context, { playbookId: playbook.id, graph, before, isPaused });
}

/** At every start: what is published is what is scheduled. */
export async function syncAllSchedules(context: ApiContext): Promise<void> {
  for (const published of await context.published.all()) await syncSchedulesOf(context, published);
}
