import type { Approval } from '@dayshift/model';
import { noDeadline } from '@dayshift/model';
import type { Store } from '@dayshift/store';

/** Of a question that was closed before it was opened, instead of one of its contents. */
export const withdrawnDigest = 'withdrawn';

type Withdrawn = {
  workspaceId: string;
  runId: string;
  playbookId: string;
  version: number;
  key: string;
  approvalId: string;
};

/**
 * Stands where a question will be that was closed before it was opened: an opening that comes late finds it and asks nobody.
 * Where the run is not known either nobody can open it.
 */
export async function insertWithdrawn(
  store: Store,
  question: Withdrawn,
): Promise<'inserted' | 'exists' | 'run-unknown'> {
  const { workspaceId, runId, playbookId, version, key, approvalId: id } = question;
  const run = await store.runs.get(runId);
  if (run?.workspaceId !== workspaceId) return 'run-unknown';
  const now = Date.now();
  const withdrawn: Omit<Approval, 'revision'> = {
    id,
    workspaceId,
    runId,
    workflowId: run.workflowId,
    playbookId,
    playbookName: run.playbookName,
    version,
    workerId: run.workerId,
    runTitle: run.title,
    key,
    nodeId: key.replace(/[@!].*$/s, ''),
    stepTitle: 'A question',
    title: 'A question that was withdrawn before it was asked',
    assignee: '',
    digest: withdrawnDigest,
    state: 'cancelled',
    openedAt: now,
    dueAt: noDeadline,
    changedAt: now,
    delivery: { state: 'none', tries: 0, nextAt: now },
  };
  return store.approvals.insert(withdrawn);
}
