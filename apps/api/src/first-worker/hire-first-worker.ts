import { findSetting, getPlaybook, listPlaybooks, putSetting } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { publishPlaybook } from '../use-cases/publish-playbook.ts';
import { workerColor } from '../workers/worker-color.ts';
import { answerOrRefund } from './answer-or-refund.ts';

const doneSetting = 'first-worker-hired';
const workerId = 'wrk_hiro';
const playbookId = 'pb_answer_or_refund';

/**
 * On the very first start: Hiro is hired into the practice office, with a published playbook. Every step may find itself
 * done already, so a crash in between is made up for at the next start; a workspace in use is left alone.
 */
export async function hireFirstWorker(context: ApiContext, practice: { helpDeskUrl: string }): Promise<void> {
  const { store, workspaceId } = context;
  if ((await findSetting(store, workspaceId, doneSetting)) !== undefined) return;
  const { items } = await listPlaybooks(store, workspaceId, { limit: 2 });
  if (items.every(({ id }) => id === playbookId)) await hire(context, practice.helpDeskUrl);
  await putSetting(store, workspaceId, doneSetting, true);
}

async function hire(context: ApiContext, helpDeskUrl: string): Promise<void> {
  const { store, workspaceId } = context;
  const now = context.now();
  await store.workers.insert({
    id: workerId,
    workspaceId,
    name: 'Hiro',
    role: 'Support operations',
    manager: 'You',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    hours: 'around the clock',
    color: workerColor('Hiro'),
    budgetUsdPerDay: 5,
    isPaused: false,
    hiredAt: now,
  });
  await store.playbooks.insert({
    id: playbookId,
    workspaceId,
    name: 'Answer or refund',
    workerId,
    draft: answerOrRefund(helpDeskUrl),
    draftRevision: 1,
    draftSavedAt: now,
    publishedVersion: 0,
    createdAt: now,
    changedAt: now,
  });
  const { draftRevision } = await getPlaybook(store, workspaceId, playbookId);
  await publishPlaybook(context, {
    id: playbookId,
    ifRevision: draftRevision,
    note: 'First version',
    by: 'Dayshift',
  });
}
