import { checkedNumber, Duration, EvaluationStopped } from '../runtime.ts';

const secondsOf: Record<string, number> = { d: 86_400, h: 3_600, m: 60, s: 1, ms: 0.001 };

/** Reads a length of time such as "90m" or "1h30m". */
export function toDuration(value: string): Duration {
  const shape = /^-?(\d+(\.\d+)?(ms|d|h|m|s))+$/;
  if (value.length > 40 || !shape.test(value)) {
    throw new EvaluationStopped(
      'NOT_A_DURATION',
      `"${value.slice(0, 40)}" is not a length of time such as 90m or 1h30m.`,
    );
  }
  let seconds = 0;
  for (const [, amount, unit] of value.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/g)) {
    seconds += Number(amount) * secondsOf[unit!]!;
  }
  return new Duration(checkedNumber(value.startsWith('-') ? -seconds : seconds));
}
