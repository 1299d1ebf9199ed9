import type { CallInput, CallResult, FrozenAction, Json } from '@dayshift/model';
import { type Operation, type OperationName, operations } from '@dayshift/operations';
import { Context } from '@temporalio/activity';
import type { EffectsHost } from './activity-host.ts';
import { claimApproval, loadApprovedAction, recordExecution } from './approved-action.ts';
import { checkOutput, parseInput } from './check-values.ts';
import { ambiguous, completeEffect, failEffect, openEffect } from './effects-ledger.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { keepAlive } from './keep-alive.ts';
import { refused, toApplicationFailure } from './operation-failure.ts';
import type { OperationHandler, Performance } from './operation-handler.ts';
import { sortFailure } from './sort-failure.ts';

/** The activity of one operation, as the workflow calls it. */
export type OperationActivity = (call: CallInput) => Promise<CallResult>;

/** The approval key is missing on hosts that never perform approved actions. */
type PerformHost = Pick<EffectsHost, 'store'> & Partial<Pick<EffectsHost, 'approvalKey'>>;

/**
 * Wraps a handler in everything that is the same for all operations: the approved bytes instead of the given ones, the ledger
 * row before and after, heartbeats, the output limit, and failures sorted for the retry policy.
 */
export function performOperation<N extends OperationName>(
  host: PerformHost,
  name: N,
  handler: OperationHandler<N>,
  /** For operations that only sometimes have an effect: true when this input merely reads. */
  isReading: (input: Json) => boolean = () => false,
): OperationActivity {
  // The handler takes what this contract's own schema parsed, so the erased type below holds.
  const perform = handler as unknown as (input: unknown, performance: Performance) => Promise<CallResult>;
  const contract: Operation = operations[name];

  return async (call) => {
    const context = Context.current();
    const signal = context.cancellationSignal;
    const performance: Performance = {
      call,
      idempotencyKey: idempotencyKey(call),
      signal,
      timeoutMs: Math.max(1_000, context.info.startToCloseTimeoutMs - 500),
    };
    const run = async (action: FrozenAction): Promise<CallResult> => {
      const input = parseInput(contract, action.input);
      const { output, ...took } = await (contract.patience.heartbeatSeconds
        ? keepAlive(context, () => perform(input, performance))
        : perform(input, performance));
      return { output: checkOutput(contract, output), ...took };
    };
    const isRead = !call.approvalId && (call.effect === 'read' || isReading(call.input));
    try {
      if (call.operation !== name)
        throw refused('OPERATION_UNKNOWN', `"${name}" was asked to perform "${call.operation}".`);
      // Whatever led the run here: what stands behind a question is done after a yes, or not at all.
      if (call.isGated && !call.approvalId)
        throw refused(
          'APPROVAL_MISSING',
          `“${call.title}” is done only after a person said yes, and nobody was asked. Ask first, or skip it.`,
        );
      return await (isRead
        ? run({ operation: name, input: call.input })
        : performWithLedger(host, performance, run));
    } catch (error) {
      signal.throwIfAborted(); // a cancellation is reported as one, with Temporal's own reason
      const failure = sortFailure(error);
      throw toApplicationFailure(isRead ? failure.withEffect('not-happened') : failure);
    }
  };
}

async function performWithLedger(
  host: PerformHost,
  performance: Performance,
  run: (action: FrozenAction) => Promise<CallResult>,
): Promise<CallResult> {
  const { store } = host;
  const { call, idempotencyKey: id } = performance;
  const action = await actionOf(host, call);
  const effect = await openEffect(store, id, call, action);
  if (effect.kind === 'done') {
    if (call.approvalId) await recordExecution(store, call.approvalId, id, 'done');
    return effect.result;
  }
  try {
    if (call.approvalId) await claimApproval(store, call.approvalId, id);
    const result = await completeEffect(store, id, await run(action));
    if (call.approvalId) await recordExecution(store, call.approvalId, id, 'done');
    return result;
  } catch (error) {
    // What an earlier try under this key came to stays unknown, however clearly this one was refused.
    const failure = effect.kind === 'repeat' ? sortFailure(error).withEffect('unknown') : sortFailure(error);
    if (failure.effect === 'not-happened') await failEffect(store, id);
    if (call.approvalId) await recordExecution(store, call.approvalId, id, failure);
    if (failure.effect === 'unknown' && (call.effect === 'none' || call.effect === 'lookup')) {
      throw ambiguous(call.operation, failure);
    }
    throw failure;
  }
}

async function actionOf(host: PerformHost, call: CallInput): Promise<FrozenAction> {
  if (!call.approvalId) return { operation: call.operation, input: call.input };
  if (!host.approvalKey)
    throw refused('APPROVAL_MISSING', `"${call.operation}" is not performed under an approval.`);
  return loadApprovedAction(host.store, host.approvalKey, call);
}
