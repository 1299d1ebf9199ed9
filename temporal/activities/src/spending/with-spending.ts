import type { JsonObject } from '@dayshift/model';
import type { ModelHost } from '../activity-host.ts';
import { OperationFailure } from '../operation-failure.ts';
import type { Performance } from '../operation-handler.ts';
import { sortFailure } from '../sort-failure.ts';
import { type CallMeter, meterCalls } from './meter-calls.ts';
import type { Took } from './tally.ts';

/** Asks a model for one step: whatever comes of it, what it took is told with the answer or with the failure. */
export async function withSpending<T>(
  host: ModelHost,
  performance: Performance,
  ask: (meter: CallMeter['meter']) => Promise<T>,
): Promise<{ answer: T } & Took> {
  const { meter, took } = await meterCalls(host, performance);
  try {
    const answer = await ask(meter);
    host.onAnswer(performance.call.workspaceId);
    return { answer, ...took() };
  } catch (error) {
    performance.signal.throwIfAborted(); // a cancellation is told as one
    const { usage, costUsd } = took();
    if (!usage) throw error;
    const failure = sortFailure(error);
    const details: JsonObject = {
      ...failure.details,
      usage: { ...usage },
      ...(costUsd !== undefined && { costUsd }),
    };
    const { code, message, isRetryable, effect, retryAfterSeconds, cause } = failure;
    throw new OperationFailure(code, message, { isRetryable, effect, retryAfterSeconds, details, cause });
  }
}
