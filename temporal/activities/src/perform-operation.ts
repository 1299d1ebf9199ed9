import type { CallInput, CallResult, Json } from '@dayshift/model';
import { type Operation, type OperationName, operations } from '@dayshift/operations';
import { Context } from '@temporalio/activity';
import { checkOutput, parseInput } from './check-values.ts';
import { idempotencyKey } from './idempotency-key.ts';
import { keepAlive } from './keep-alive.ts';
import { type Look, lookForEffect } from './look-for-effect.ts';
import { refused, toApplicationFailure } from './operation-failure.ts';
import type { OperationHandler, Performance } from './operation-handler.ts';
import { type Attempt, type LedgerHost, performWithLedger } from './perform-with-ledger.ts';
import { sortFailure } from './sort-failure.ts';

/** The activity of one operation, as the workflow calls it. */
export type OperationActivity = (call: CallInput) => Promise<CallResult>;

/**
 * Wraps a handler in everything that is the same for all operations: the approved bytes instead of the given ones, the ledger
 * row before and after, heartbeats, the output limit, and failures sorted for the retry policy.
 */
export function performOperation<N extends OperationName>(
  host: LedgerHost,
  name: N,
  handler: OperationHandler<N>,
  more: {
    /** For operations that only sometimes have an effect: true when this input merely reads. */
    isReading?: (input: Json) => boolean;
    /** For operations whose receiver can be asked whether it happened. */
    look?: Look | undefined;
  } = {},
): OperationActivity {
  // The handler takes what this contract's own schema parsed, so the erased type below holds.
  const perform = handler as unknown as (input: unknown, performance: Performance) => Promise<CallResult>;
  const contract: Operation = operations[name];
  const { isReading = () => false, look } = more;

  return async (call) => {
    const context = Context.current();
    const signal = context.cancellationSignal;
    const performance: Performance = {
      call,
      idempotencyKey: idempotencyKey(call),
      signal,
      timeoutMs: Math.max(1_000, context.info.startToCloseTimeoutMs - 500),
      confirm: async () => undefined,
    };
    const alive = <T>(work: () => Promise<T>) =>
      contract.patience.heartbeatSeconds ? keepAlive(context, work) : work();
    const attempt: Attempt = {
      look:
        look &&
        ((action) => alive(() => lookForEffect(look, parseInput(contract, action.input), performance))),
      run: async (action, confirm) => {
        const input = parseInput(contract, action.input);
        const { output, ...took } = await alive(() => perform(input, { ...performance, confirm }));
        return { output: checkOutput(contract, output), ...took };
      },
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
        ? attempt.run({ operation: name, input: call.input }, performance.confirm)
        : performWithLedger(host, performance, attempt));
    } catch (error) {
      signal.throwIfAborted(); // a cancellation is reported as one, with Temporal's own reason
      const failure = sortFailure(error);
      throw toApplicationFailure(isRead ? failure.withEffect('not-happened') : failure);
    }
  };
}
