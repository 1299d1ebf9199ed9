import type { StepView } from '@dayshift/contracts';
import type { Projection } from '@dayshift/engine';
import type { PendingCall } from '@dayshift/temporal-client';

/**
 * Every try of a call. Temporal records only how the last try of a series ended; earlier ones are counted, and shown without
 * details rather than with invented ones.
 */
export function attemptsOf(
  tries: Projection['tries'][string] | undefined,
  pending: PendingCall | undefined,
): StepView['attempts'] {
  const attempts: StepView['attempts'] = [];
  for (const series of tries ?? []) {
    for (let number = 1; number < series.attempt; number += 1) attempts.push({ number: attempts.length + 1 });
    attempts.push({
      number: attempts.length + 1,
      startedAt: series.startedAt ?? series.scheduledAt,
      endedAt: series.endedAt,
      ...(series.failure && { failure: series.failure }),
    });
  }
  if (!pending) return attempts;
  for (let number = 1; number < pending.attempt; number += 1) {
    const isLast = number === pending.attempt - 1;
    attempts.push({
      number: attempts.length + 1,
      ...(isLast && pending.lastFailure && { failure: pending.lastFailure }),
    });
  }
  attempts.push({
    number: attempts.length + 1,
    ...(pending.isRunning && pending.lastStartedAt !== undefined && { startedAt: pending.lastStartedAt }),
  });
  return attempts;
}
