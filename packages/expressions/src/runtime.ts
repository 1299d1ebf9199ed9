import { expressionLimits } from './limits.ts';

/** What went wrong while evaluating. `path` names the missing reference, `field` the place inside a value. */
export interface ExpressionFailure {
  code: string;
  message: string;
  path?: string;
  field?: string;
}

/** Carries a failure out of a program; never leaves this package. */
export class EvaluationStopped extends Error {
  readonly failure: ExpressionFailure;
  constructor(code: string, message: string, path?: string) {
    super(message);
    this.failure = path === undefined ? { code, message } : { code, message, path };
  }
}

/** Work done by several evaluations together; who evaluates many in a row reads it to know when to pause. */
export interface WorkMeter {
  steps: number;
  /**
   * Of the plan whose expressions they are: what an open run has come to under dialect 1 it comes to again. Dialect 2 refuses
   * texts that look like numbers beside numbers, and keeps whole numbers of JSON exact. Missing is the newest.
   */
  dialect?: 1 | 2;
}

/** Counts work, so that no expression can keep a workflow task busy. */
export class Budget {
  #left: number = expressionLimits.steps;
  readonly #meter: WorkMeter | undefined;

  constructor(meter?: WorkMeter) {
    this.#meter = meter;
  }

  get dialect(): 1 | 2 {
    return this.#meter?.dialect ?? 2;
  }

  spend(units: number): void {
    this.#left -= units;
    if (this.#meter) this.#meter.steps += units;
    if (this.#left < 0) {
      throw new EvaluationStopped(
        'EXPRESSION_TOO_COSTLY',
        'This expression does too much work for one step.',
      );
    }
  }

  spendOnText(length: number): void {
    this.spend(length >> 4);
  }
}

/** A point in time, from `timestamp("…")`. Becomes ISO 8601 text in UTC when it leaves the expression. */
export class Instant {
  readonly milliseconds: number;
  constructor(milliseconds: number) {
    if (!Number.isFinite(milliseconds) || Math.abs(milliseconds) > 8.64e15) {
      throw new EvaluationStopped('OUT_OF_RANGE', 'This instant is outside the calendar.');
    }
    this.milliseconds = milliseconds;
  }
  toText(): string {
    return new Date(this.milliseconds).toISOString();
  }
}

/** A length of time, from `duration("90m")`. Becomes a number of seconds when it leaves the expression. */
export class Duration {
  readonly seconds: number;
  constructor(seconds: number) {
    this.seconds = seconds;
  }
}

/** Maybe a value: what `.?field` gives. `orValue` takes it out. */
export class Maybe {
  readonly value: unknown;
  constructor(value: unknown) {
    this.value = value;
  }
}

export const nothing = new Maybe(undefined);

/** "text", "a number", … for messages. */
export function describe(value: unknown): string {
  if (value === null) return 'nothing (null)';
  if (value === undefined || value === nothing) return 'nothing';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return 'a number';
  if (typeof value === 'boolean') return 'true or false';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Instant) return 'an instant';
  if (value instanceof Duration) return 'a duration';
  if (value instanceof Maybe) return 'an optional value';
  return 'an object';
}

export function wrongType(wanted: string, value: unknown, where?: string): EvaluationStopped {
  const place = where === undefined ? '' : `${where}: `;
  return new EvaluationStopped('WRONG_TYPE', `${place}wanted ${wanted}, got ${describe(value)}.`);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Instant) &&
    !(value instanceof Duration) &&
    !(value instanceof Maybe)
  );
}

export function checkedText(text: string): string {
  if (text.length <= expressionLimits.textLength) return text;
  throw new EvaluationStopped(
    'TEXT_TOO_LONG',
    `A text has at most ${expressionLimits.textLength} characters.`,
  );
}

export function checkedList<Item>(list: Item[]): Item[] {
  if (list.length <= expressionLimits.listLength) return list;
  throw new EvaluationStopped(
    'LIST_TOO_LONG',
    `A list has at most ${expressionLimits.listLength} items here; this one has ${list.length}.`,
  );
}

export function checkedNumber(value: number): number {
  if (Number.isFinite(value)) return value === 0 ? 0 : value; // -0 becomes 0: JSON has only one
  throw new EvaluationStopped('NOT_A_NUMBER', 'The result is not a number that can be written down.');
}
