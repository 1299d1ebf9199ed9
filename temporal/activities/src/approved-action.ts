import { type KeyObject, verify } from 'node:crypto';
import {
  type Approval,
  approvalDigest,
  type CallInput,
  decisionText,
  type FrozenAction,
} from '@dayshift/model';
import { type Store, update } from '@dayshift/store';
import { type OperationFailure, refused } from './operation-failure.ts';

/**
 * The action a person said yes to, out of the store and proven: right workspace and run, decided `approve`, signed by the API,
 * and still the very bytes that were decided about. The caller executes these and nothing that came with the call.
 */
export async function loadApprovedAction(
  store: Store,
  key: KeyObject,
  call: CallInput,
): Promise<FrozenAction> {
  const approval = await store.approvals.get(call.approvalId ?? '');
  if (
    !approval ||
    approval.workspaceId !== call.workspaceId ||
    !(await belongsToRun(store, approval, call))
  ) {
    throw refused('APPROVAL_MISSING', 'This step asks for an approval that does not exist for this run.');
  }
  const { decision, action } = approval;
  const isDecided = approval.state === 'decided' || approval.state === 'applied';
  if (!isDecided || decision?.verdict !== 'approve' || !action) {
    throw refused('APPROVAL_NOT_GIVEN', `"${approval.title}" was not approved, so it is not carried out.`);
  }
  if (action.operation !== call.operation) {
    throw refused(
      'APPROVAL_CHANGED',
      `The approval is for "${action.operation}", not for "${call.operation}".`,
    );
  }
  const isUnedited = decision.isEdited || decision.digest === approval.digest;
  if (!isUnedited || (await approvalDigest(approval)) !== decision.digest) {
    throw refused(
      'APPROVAL_CHANGED',
      `"${approval.title}" is no longer what was approved, so it is not carried out.`,
    );
  }
  const text = Buffer.from(decisionText(approval.id, decision));
  if (!verify(null, text, key, Buffer.from(decision.signature, 'base64'))) {
    throw refused(
      'APPROVAL_FORGED',
      `The decision about "${approval.title}" is not signed by the inbox, so it is not carried out.`,
    );
  }
  return action;
}

/** One yes is carried out under one ledger row: an approval that another row began or finished is not taken again. */
export async function claimApproval(store: Store, id: string, effectId: string): Promise<void> {
  await update(store.approvals, id, (approval): Approval | undefined => {
    const { execution } = approval;
    if (execution && execution.state !== 'failed') {
      if (execution.state === 'started' && execution.effectId === effectId) return undefined;
      const text = `"${approval.title}" was already carried out, or is being carried out, under this approval.`;
      throw refused('APPROVAL_USED', text);
    }
    return { ...approval, execution: { state: 'started', at: Date.now(), effectId } };
  });
}

/** Shows on the card what became of it. `failed` only when it certainly did not happen. */
export async function recordExecution(
  store: Store,
  id: string,
  effectId: string,
  outcome: OperationFailure | 'done',
): Promise<void> {
  const at = Date.now();
  await update(store.approvals, id, (approval): Approval | undefined => {
    const { execution } = approval;
    if (execution && (execution.state === 'done' || execution.effectId !== effectId)) return undefined;
    if (outcome === 'done') return { ...approval, execution: { state: 'done', at, effectId } };
    const state = outcome.effect === 'not-happened' ? 'failed' : 'started';
    return { ...approval, execution: { state, at, effectId, message: outcome.message } };
  });
}

const longestForkChain = 20;

/** A resumed run keeps the decisions of the run it was forked from, and of that one's. */
async function belongsToRun(store: Store, approval: Approval, call: CallInput): Promise<boolean> {
  let runId: string | undefined = call.runId;
  for (let forks = 0; runId !== undefined && forks < longestForkChain; forks += 1) {
    if (approval.runId === runId) return true;
    const run = await store.runs.get(runId);
    runId = run?.workspaceId === call.workspaceId ? run.forkedFrom : undefined;
  }
  return false;
}
