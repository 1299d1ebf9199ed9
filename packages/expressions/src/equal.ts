import { type Budget, Duration, Instant, isRecord, Maybe } from './runtime.ts';

/** Deep equality over JSON; values of different kinds are simply not equal. */
export function isEqual(a: unknown, b: unknown, budget: Budget): boolean {
  budget.spend(1);
  if (a === b) return true;
  if (a instanceof Maybe || b instanceof Maybe) {
    return a instanceof Maybe && b instanceof Maybe && isEqual(a.value, b.value, budget);
  }
  if (a instanceof Instant && b instanceof Instant) return a.milliseconds === b.milliseconds;
  if (a instanceof Duration && b instanceof Duration) return a.seconds === b.seconds;
  if (Array.isArray(a)) {
    return (
      Array.isArray(b) && a.length === b.length && a.every((item, index) => isEqual(item, b[index], budget))
    );
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && isEqual(a[key], b[key], budget));
}
