import { dateFunctions } from './functions/date-functions.ts';
import { listFunctions } from './functions/list-functions.ts';
import { numberFunctions } from './functions/number-functions.ts';
import { textFunctions } from './functions/text-functions.ts';
import type { Budget } from './runtime.ts';
import type { Type } from './types.ts';

/** A function authors may call, as `name(a, b)` or `a.name(b)`. Pure: the same arguments always give the same answer. */
export interface ExpressionFunction {
  signature: string;
  /** One line for the completion list. */
  help: string;
  /** What each argument has to be; checked before `run`. */
  parameters: readonly ParameterKind[];
  /** How many of the last parameters may be left out. */
  optional?: number;
  result: Type | ((args: readonly Type[]) => Type);
  run: (args: readonly unknown[], budget: Budget) => unknown;
}

export type ParameterKind =
  | 'any'
  | 'text'
  | 'number'
  | 'list'
  | 'instant'
  | 'duration'
  | 'text or list'
  | 'countable'
  | 'orderable';

const functions = new Map<string, ExpressionFunction>(
  Object.entries({ ...numberFunctions, ...textFunctions, ...listFunctions, ...dateFunctions }),
);

export function findFunction(name: string): ExpressionFunction | undefined {
  return functions.get(name);
}

export function functionNames(): Iterable<string> {
  return functions.keys();
}

export function listFunctionsWithHelp(): { name: string; signature: string; help: string }[] {
  return Array.from(functions, ([name, { signature, help }]) => ({ name, signature, help }));
}

/** Names authors try that would make a run impossible to repeat. */
export const unrepeatable: ReadonlySet<string> = new Set([
  'now',
  'today',
  'random',
  'rand',
  'uuid',
  'newId',
  'Date',
]);
