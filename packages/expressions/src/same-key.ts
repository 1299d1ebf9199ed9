import { type Budget, Duration, Instant, isRecord } from './runtime.ts';

/** A text that two values share exactly when == holds between them, so that equal ones are found without comparing all. */
export function sameKey(value: unknown, budget: Budget): string {
  if (typeof value === 'string') budget.spendOnText(value.length);
  budget.spend(1);
  if (value instanceof Instant) return `instant ${value.milliseconds}`;
  if (value instanceof Duration) return `duration ${value.seconds}`;
  if (Array.isArray(value)) return `[${value.map((item) => sameKey(item, budget)).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? 'nothing';
  const fields = Object.keys(value).sort();
  return `{${fields.map((name) => `${JSON.stringify(name)}:${sameKey(value[name], budget)}`).join()}}`;
}
