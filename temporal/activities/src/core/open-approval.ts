import type { AskEffect } from '@dayshift/model';
import { approvalOfAsk } from '@dayshift/operations';
import type { CoreHost } from '../activity-host.ts';
import { refused } from '../operation-failure.ts';
import { withdrawnDigest } from './insert-withdrawn.ts';

/** Known to the engine by this name. */
const questionTaken = 'QUESTION_TAKEN';

export type OpenApprovalInput = {
  workspaceId: string;
  runId: string;
  playbookId: string;
  version: number;
  ask: AskEffect;
};
export type OpenedApproval = { approvalId: string; digest: string };

/**
 * Puts a question into the inbox. Opening it again changes nothing, also when it was answered or withdrawn meanwhile. What
 * could not be carried out is never asked about: then the asking step fails by name. So does a question whose name is that of one
 * that is over, and a run that still waits for it asks under another name; it would wait for an answer that nobody can give.
 */
export function createOpenApproval({ store }: CoreHost) {
  return async (input: OpenApprovalInput): Promise<OpenedApproval> => {
    const { workspaceId, runId, playbookId, version, ask } = input;
    const existing = await store.approvals.get(ask.approvalId);
    const isOver = existing?.state === 'applied' || existing?.state === 'cancelled';
    if (isOver && existing.digest !== withdrawnDigest)
      throw refused(questionTaken, `“${existing.title}” was asked under this name before, and is over.`);
    if (existing) return { approvalId: existing.id, digest: existing.digest };

    const run = await store.runs.get(runId);
    // Tried again for ever: the row is written before the run is started, so it will be there.
    if (run?.workspaceId !== workspaceId) throw new Error(`The row of run "${runId}" is not there yet.`);
    const asked = await approvalOfAsk({ ...run, runId, playbookId, version }, ask, Date.now());
    if (!asked.ok)
      throw refused('INPUT_INVALID', `It was not asked about, because it cannot be done. ${asked.sentence}`, {
        path: asked.path,
      });
    // `exists`: an attempt that was thought lost was faster. Same id, same question.
    await store.approvals.insert(asked.approval);
    return { approvalId: asked.approval.id, digest: asked.approval.digest };
  };
}
