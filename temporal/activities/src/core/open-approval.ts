import {
  type Approval,
  type AskEffect,
  approvalDigest,
  type FrozenAction,
  noDeadline,
} from '@dayshift/model';
import { findOperation } from '@dayshift/operations';
import type { CoreHost } from '../activity-host.ts';

export type OpenApprovalInput = {
  workspaceId: string;
  runId: string;
  playbookId: string;
  version: number;
  ask: AskEffect;
};
export type OpenedApproval = { approvalId: string; digest: string };

/** Puts a question into the inbox: the action is completed, frozen and digested. Opening it again changes nothing. */
export function createOpenApproval({ store }: CoreHost) {
  return async ({
    workspaceId,
    runId,
    playbookId,
    version,
    ask,
  }: OpenApprovalInput): Promise<OpenedApproval> => {
    const existing = await store.approvals.get(ask.approvalId);
    if (existing) return { approvalId: existing.id, digest: existing.digest };

    const run = await store.runs.get(runId);
    // Tried again for ever: the row is written before the run is started, so it will be there.
    if (run?.workspaceId !== workspaceId) throw new Error(`The row of run "${runId}" is not there yet.`);
    const now = Date.now();
    const question = {
      id: ask.approvalId,
      workspaceId,
      runId,
      key: ask.key,
      action: ask.action ? freeze(ask.action) : undefined,
      fields: ask.fields,
    };
    const approval: Omit<Approval, 'revision'> = {
      ...question,
      workflowId: run.workflowId,
      playbookId,
      playbookName: run.playbookName,
      version,
      workerId: run.workerId,
      runTitle: run.title,
      nodeId: ask.nodeId,
      stepTitle: ask.stepTitle,
      title: ask.title,
      reason: ask.reason,
      assignee: ask.assignee,
      digest: await approvalDigest(question),
      state: 'open',
      openedAt: now,
      dueAt: ask.dueAt ?? noDeadline,
      changedAt: now,
      delivery: { state: 'none', tries: 0, nextAt: now },
    };
    // `exists`: an attempt that was thought lost was faster. Same id, same question.
    await store.approvals.insert(approval);
    return { approvalId: approval.id, digest: approval.digest };
  };
}

/**
 * Defaults are filled in now, so that what is shown is all there is. An action that does not fit is asked about as it is: a
 * person can correct it, and carried out unchanged it fails by name. A question that was never opened would wait for ever.
 */
function freeze(action: FrozenAction): FrozenAction {
  const parsed = findOperation(action.operation)?.input.safeParse(action.input);
  if (!parsed?.success) return action;
  // JSON once more, because a default may be undefined and the digest is over JSON
  return { operation: action.operation, input: JSON.parse(JSON.stringify(parsed.data)) };
}
