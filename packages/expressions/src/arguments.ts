import type { ParameterKind } from './functions/expression-function.ts';
import { Duration, Instant, isRecord } from './runtime.ts';

/** What each kind of parameter wants, in words. */
export const argumentWords: Record<ParameterKind, string> = {
  any: 'a value',
  text: 'text',
  number: 'a number',
  list: 'a list',
  instant: 'an instant, from timestamp("…")',
  duration: 'a duration, from duration("…")',
  'text or list': 'text or a list',
  countable: 'text, a list or an object',
  orderable: 'a number, text or an instant',
};

/** Whether a value may be an argument of this kind. */
export function fits(value: unknown, wanted: ParameterKind): boolean {
  switch (wanted) {
    case 'any':
      return true;
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'list':
      return Array.isArray(value);
    case 'instant':
      return value instanceof Instant;
    case 'duration':
      return value instanceof Duration;
    case 'text or list':
      return typeof value === 'string' || Array.isArray(value);
    case 'countable':
      return typeof value === 'string' || Array.isArray(value) || isRecord(value);
    case 'orderable':
      return (
        typeof value === 'number' ||
        typeof value === 'string' ||
        Array.isArray(value) ||
        value instanceof Instant ||
        value instanceof Duration
      );
  }
}
