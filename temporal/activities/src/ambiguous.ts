import type { EffectRecord, FrozenAction, JsonObject } from '@dayshift/model';
import { findOperation } from '@dayshift/operations';
import { OperationFailure } from './operation-failure.ts';

/**
 * Nobody knows whether it happened, and another one would be a second one: a person is asked. What is known goes with it: what
 * was sent to whom and when, under which key, how often it was tried, what went wrong, and whether we can look once more.
 */
export function ambiguous(of: {
  action: FrozenAction;
  row: Pick<EffectRecord, 'id' | 'attempts' | 'startedAt' | 'triedAt'>;
  canLook: boolean;
  cause?: OperationFailure | undefined;
}): OperationFailure {
  const { action, row, canLook, cause } = of;
  const operation = findOperation(action.operation);
  const what = operation?.words.unsure.what ?? 'It may have been carried out.';
  const why = cause ? ` ${sentence(cause.message)}` : '';
  const details: JsonObject = {
    ...(operation?.known?.(action.input) ?? {}),
    firstTriedAt: new Date(row.startedAt).toISOString(),
    lastTriedAt: new Date(row.triedAt ?? row.startedAt).toISOString(),
    idempotencyKey: row.id,
    tries: row.attempts,
    canLook,
    ...(cause && { cause: { code: cause.code, message: cause.message } }),
  };
  return new OperationFailure('AMBIGUOUS_EFFECT', `${what}${why} Sending it again could do it twice.`, {
    isRetryable: false,
    effect: 'unknown',
    details,
    cause,
  });
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
