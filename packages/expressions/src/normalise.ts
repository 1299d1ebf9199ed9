import type { Json } from '@dayshift/model';
import { expressionLimits } from './limits.ts';
import { checkedNumber, checkedText, Duration, EvaluationStopped, Instant, Maybe } from './runtime.ts';

/**
 * What leaves an expression is JSON, so that a first run, a replay and the projection agree. A value that is JSON
 * already is handed back as it is.
 */
export function toJson(value: unknown): Json {
  return walk(value, 0, { left: expressionLimits.resultSize, characters: expressionLimits.resultCharacters });
}

type Size = { left: number; characters: number };

function walk(value: unknown, depth: number, size: Size): Json {
  size.left -= 1;
  if (typeof value === 'string') size.characters -= value.length;
  if (size.left < 0 || size.characters < 0) {
    throw new EvaluationStopped('RESULT_TOO_LARGE', 'The result is too large to be kept.');
  }
  switch (typeof value) {
    case 'string':
      return checkedText(value);
    case 'boolean':
      return value;
    case 'number':
      return checkedNumber(value);
    case 'bigint':
      return checkedNumber(Number(value));
    case 'object':
      return value === null ? null : walkObject(value, depth, size);
    default:
      throw new EvaluationStopped(
        'NOT_JSON',
        `The result is not a value that can be stored (${typeof value}).`,
      );
  }
}

function walkObject(value: object, depth: number, size: Size): Json {
  if (depth > expressionLimits.resultDepth) {
    throw new EvaluationStopped(
      'RESULT_TOO_DEEP',
      `The result is nested more than ${expressionLimits.resultDepth} levels.`,
    );
  }
  if (value instanceof Instant) return value.toText();
  if (value instanceof Duration) return checkedNumber(value.seconds);
  if (value instanceof Maybe) {
    if (value.value === undefined) throw new EvaluationStopped('MISSING_REFERENCE', 'The result is missing.');
    return walk(value.value, depth, size);
  }
  if (Array.isArray(value)) {
    let copy: Json[] | undefined;
    for (let index = 0; index < value.length; index += 1) {
      const part = walk(value[index], depth + 1, size);
      if (!Object.is(part, value[index])) copy ??= value.slice(0, index);
      copy?.push(part);
    }
    return copy ?? value;
  }
  return walkRecord(value, depth, size);
}

function walkRecord(value: object, depth: number, size: Size): Json {
  const prototype = Object.getPrototypeOf(value);
  // Object.prototype is another one in another realm (the workflow isolate), so what counts is that nothing lies above.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new EvaluationStopped('NOT_JSON', 'The result holds an object that cannot be stored.');
  }
  const record = value as { [key: string]: unknown }; // plain object: checked above
  let copy: { [key: string]: Json } | undefined;
  const keys = Object.keys(record);
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index]!;
    if (key === '__proto__')
      throw new EvaluationStopped('FORBIDDEN_KEY', 'The result holds a key named __proto__.');
    const part = walk(record[key], depth + 1, size);
    if (!copy && !Object.is(part, record[key])) {
      copy = {};
      for (const before of keys.slice(0, index)) copy[before] = record[before] as Json; // walked already
    }
    if (copy) copy[key] = part;
  }
  return copy ?? (record as { [key: string]: Json }); // every part was JSON
}
