import type { PlaybookRow } from '@dayshift/contracts';
import type { Playbook } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { draftDiffers } from '../playbooks/draft-differs.ts';
import type { PublishedPlaybook } from '../playbooks/published-playbooks.ts';
import { workerNames } from '../workers/worker-names.ts';

/** All playbooks that were not deleted, last changed first, with how many runs are under way and stuck. */
export async function listPlaybooks(context: ApiContext): Promise<{ items: PlaybookRow[] }> {
  const { store, workspaceId } = context;
  const [playbooks, names, open, stuck] = await Promise.all([
    store.playbooks.find({
      where: { workspaceId },
      order: { by: 'changedAt', direction: 'descending' },
      limit: 1000,
    }),
    workerNames(context),
    store.runs.countBy('playbookId', { workspaceId, isOpen: true }),
    store.runs.countBy('playbookId', { workspaceId, state: 'stuck' }),
  ]);
  const listed = playbooks.filter(({ rest }) => rest?.state !== 'deleted');
  const items = listed.map(async (playbook): Promise<PlaybookRow> => {
    const published = await context.published.version(playbook.id, playbook.publishedVersion);
    const missing = isScheduleMissing(await context.published.find(playbook.id), context);
    return {
      id: playbook.id,
      name: playbook.name,
      ...(playbook.workerId !== undefined && { workerId: playbook.workerId }),
      ...(names.has(playbook.workerId ?? '') && { workerName: names.get(playbook.workerId ?? '') }),
      publishedVersion: playbook.publishedVersion,
      hasUnpublishedChanges: draftDiffers(playbook.draft, published?.graph),
      steps: playbook.draft.nodes.length,
      triggers: triggersOf(playbook),
      openRuns: open[playbook.id] ?? 0,
      stuckRuns: stuck[playbook.id] ?? 0,
      changedAt: playbook.changedAt,
      ...(playbook.rest && { rest: playbook.rest }),
      ...(missing && { isScheduleMissing: true }),
    };
  });
  return { items: await Promise.all(items) };
}

/** Types of the nodes a run may enter by: those without a way in. */
function triggersOf({ draft }: Playbook): string[] {
  const targets = new Set(draft.edges.map((edge) => edge.target));
  const sources = new Set(draft.edges.map((edge) => edge.source));
  const entries = draft.nodes.filter(({ id, parentId }) => !parentId && !targets.has(id) && sources.has(id));
  return [...new Set(entries.map((node) => node.type))];
}

function isScheduleMissing(published: PublishedPlaybook | undefined, { schedules }: ApiContext): boolean {
  return published !== undefined && schedules.notYetSet(published).length > 0;
}
