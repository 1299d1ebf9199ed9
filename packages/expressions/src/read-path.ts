import { forbiddenKeys } from './limits.ts';
import { EvaluationStopped, isRecord, Maybe, nothing, wrongType } from './runtime.ts';
import type { Scope } from './scope.ts';

// How one part of a path is read. Only own keys count, so nothing of JavaScript's own is ever reached.

export function stepOutput(scope: Scope, key: string): unknown {
  if (!Object.hasOwn(scope, 'steps')) return undefined;
  const { steps } = scope;
  if (typeof steps === 'function') return steps(key);
  return isRecord(steps) && Object.hasOwn(steps, key) ? steps[key] : undefined;
}

export function wrap(value: unknown, isOptional: boolean): unknown {
  if (!isOptional) return value;
  return value === undefined ? nothing : new Maybe(value);
}

export function fieldOf(target: unknown, name: string, isOptional: boolean): unknown {
  if (target instanceof Maybe) return wrap(plainField(target.value, name), true);
  return wrap(plainField(target, name), isOptional);
}

function plainField(target: unknown, name: string): unknown {
  return isRecord(target) && Object.hasOwn(target, name) ? target[name] : undefined;
}

export function itemOf(target: unknown, index: unknown, isOptional: boolean): unknown {
  if (target instanceof Maybe) return wrap(plainItem(target.value, index), true);
  return wrap(plainItem(target, index), isOptional);
}

function plainItem(target: unknown, index: unknown): unknown {
  if (Array.isArray(target)) {
    if (typeof index !== 'number') throw wrongType('a number in [ ] after a list', index);
    return Number.isInteger(index) && index >= 0 ? target[index] : undefined;
  }
  return plainField(target, asKey(index));
}

export function asKey(index: unknown): string {
  if (typeof index !== 'string') throw wrongType('a text in [ ] after an object', index);
  if (forbiddenKeys.has(index)) throw new EvaluationStopped('FORBIDDEN_KEY', `${index} may not be read.`);
  return index;
}

/** Inside lists and objects an optional value has to be there. */
export function settled(value: unknown): unknown {
  if (!(value instanceof Maybe)) return value;
  if (value.value !== undefined) return value.value;
  throw new EvaluationStopped(
    'MISSING_REFERENCE',
    'An optional value is missing; give a fallback with .orValue(…).',
  );
}
