/** A condition as an author builds it: a few comparisons, all of which hold, or any of them. */
export interface Condition {
  how: 'all' | 'any';
  rules: Rule[];
}

export interface Rule {
  /** The expression on the left, usually a plain path; empty while nothing is chosen. */
  left: string;
  operator: Operator;
  /** Missing where the operator says it all. */
  right?: Operand;
  /** What empty means for this value: no text, nothing at all, either of the two, or no items. */
  empty?: Emptiness;
}

export type Operand =
  | { kind: 'text'; value: string }
  | { kind: 'number'; value: number }
  /** Another value of the run. */
  | { kind: 'path'; source: string }
  | { kind: 'list'; values: (string | number)[] };

export type Emptiness = 'text' | 'null' | 'either' | 'list';

export const operators = [
  'is',
  'is-not',
  'over',
  'at-least',
  'under',
  'at-most',
  'contains',
  'contains-not',
  'starts-with',
  'one-of',
  'is-yes',
  'is-no',
  'is-empty',
  'is-filled',
] as const;
export type Operator = (typeof operators)[number];

export const operatorWords: Record<Operator, string> = {
  is: 'is',
  'is-not': 'is not',
  over: 'is over',
  'at-least': 'is at least',
  under: 'is under',
  'at-most': 'is at most',
  contains: 'contains',
  'contains-not': 'does not contain',
  'starts-with': 'starts with',
  'one-of': 'is one of',
  'is-yes': 'is yes',
  'is-no': 'is no',
  'is-empty': 'is empty',
  'is-filled': 'is not empty',
};

const alone: ReadonlySet<Operator> = new Set(['is-yes', 'is-no', 'is-empty', 'is-filled']);

/** Whether the operator compares with something. */
export const wantsRight = (operator: Operator) => !alone.has(operator);

/** A rule that can be written down: nothing is missing. */
export function isComplete(rule: Rule): boolean {
  if (rule.left.trim() === '') return false;
  if (!wantsRight(rule.operator)) return true;
  const { right } = rule;
  if (!right) return false;
  if (right.kind === 'list') return right.values.length > 0;
  return right.kind !== 'path' || right.source.trim() !== '';
}
