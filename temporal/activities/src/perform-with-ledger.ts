import type { CallInput, CallResult, FrozenAction } from '@dayshift/model';
import type { Store } from '@dayshift/store';
import type { EffectsHost } from './activity-host.ts';
import { ambiguous } from './ambiguous.ts';
import { claimApproval, loadApprovedAction, recordExecution } from './approved-action.ts';
import {
  completeEffect,
  failEffect,
  isNewest,
  isOnlyOnce,
  openEffect,
  retakeEffect,
} from './effects-ledger.ts';
import type { Looked } from './look-for-effect.ts';
import { type OperationFailure, refused } from './operation-failure.ts';
import type { Performance } from './operation-handler.ts';
import { sortFailure } from './sort-failure.ts';

/** The approval key is missing on hosts that never perform approved actions. */
export type LedgerHost = Pick<EffectsHost, 'store'> & Partial<Pick<EffectsHost, 'approvalKey'>>;

/** What one attempt can do: carry the action out, and ask its receiver whether it happened. */
export type Attempt = {
  run: (action: FrozenAction, confirm: () => Promise<void>) => Promise<CallResult>;
  look: ((action: FrozenAction) => Promise<Looked>) | undefined;
};

/**
 * Carries out what has an effect: the approved bytes instead of the given ones, the ledger row before and after, and nothing sent
 * a second time that could happen a second time.
 */
export async function performWithLedger(
  host: LedgerHost,
  { call, idempotencyKey: id }: Performance,
  attempt: Attempt,
): Promise<CallResult> {
  const { store } = host;
  const action = await actionOf(host, call);
  const effect = await openEffect(store, id, call, action);
  if (effect.kind === 'done') return finish(store, call, id, effect.result);
  let { row } = effect;
  const unsure = (cause?: OperationFailure) =>
    ambiguous({ action, row, canLook: attempt.look !== undefined, cause });

  if (effect.kind === 'unsure') {
    const looked = await lookAt(attempt, action);
    if (looked.kind === 'happened') return finish(store, call, id, { output: looked.output });
    const taken = looked.kind === 'absent' ? await retakeEffect(store, row) : undefined;
    if (!taken) {
      const failure = unsure();
      if (call.approvalId) await recordExecution(store, call.approvalId, id, failure);
      throw failure;
    }
    row = taken;
  }
  let isUnderWay = false;
  try {
    if (call.approvalId) await claimApproval(store, call.approvalId, id);
    const confirm = async () => {
      if (!(await isNewest(store, row))) throw superseded();
    };
    isUnderWay = true;
    return await finish(store, call, id, await attempt.run(action, confirm));
  } catch (error) {
    let failure = sortFailure(error);
    if (failure.code === supersededCode) throw failure; // row and card are the later attempt's
    if (!isUnderWay) failure = failure.withEffect('not-happened');
    // What an earlier try under this key came to stays unknown, however clearly this one was refused.
    if (effect.kind === 'repeat') failure = failure.withEffect('unknown');
    // What would be tried again by itself, and would then happen twice. Anything final keeps its own name.
    if (failure.effect === 'unknown' && failure.isRetryable && isOnlyOnce(call)) {
      const looked = await lookAt(attempt, action);
      if (looked.kind === 'happened') return finish(store, call, id, { output: looked.output });
      failure = looked.kind === 'absent' ? failure.withEffect('not-happened') : unsure(failure);
    }
    if (failure.effect === 'not-happened') await failEffect(store, row);
    if (call.approvalId) await recordExecution(store, call.approvalId, id, failure);
    throw failure;
  }
}

async function lookAt({ look }: Attempt, action: FrozenAction): Promise<Looked> {
  return look ? look(action) : { kind: 'unknown' };
}

/** Records the answer on the ledger, and on the card it was asked about. */
async function finish(store: Store, call: CallInput, id: string, result: CallResult): Promise<CallResult> {
  const recorded = await completeEffect(store, id, result);
  if (call.approvalId) await recordExecution(store, call.approvalId, id, 'done');
  return recorded;
}

const supersededCode = 'SUPERSEDED';

function superseded(): OperationFailure {
  return refused(supersededCode, 'A later try of this step has taken over, so this one sent nothing.');
}

async function actionOf(host: LedgerHost, call: CallInput): Promise<FrozenAction> {
  if (!call.approvalId) return { operation: call.operation, input: call.input };
  if (!host.approvalKey)
    throw refused('APPROVAL_MISSING', `"${call.operation}" is not performed under an approval.`);
  return loadApprovedAction(host.store, host.approvalKey, call);
}
