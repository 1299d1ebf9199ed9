import type { Budget } from '../runtime.ts';
import type { Type } from '../types.ts';

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
  /** What is wrong with arguments that are written down (undefined where they are not) or whose type says so. */
  refuses?: (written: readonly unknown[], types: readonly Type[]) => string | undefined;
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
