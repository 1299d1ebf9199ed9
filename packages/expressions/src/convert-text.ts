import { toJson } from './normalise.ts';
import { type Budget, checkedText, EvaluationStopped, Maybe } from './runtime.ts';

/** A value as it reads inside a text: null as nothing, numbers plainly, lists and objects as JSON. */
export function toText(value: unknown, budget: Budget, asJson = false): string {
  if (value instanceof Maybe && value.value === undefined) {
    throw new EvaluationStopped('MISSING_REFERENCE', 'This is missing; give a fallback with .orValue("…").');
  }
  const json = toJson(value);
  if (!asJson && typeof json === 'string') return checkedText(json);
  if (!asJson && json === null) return '';
  if (typeof json !== 'object') return asJson ? JSON.stringify(json) : String(json);
  const text = checkedText(JSON.stringify(json));
  budget.spendOnText(text.length);
  return text;
}

/** Whether a text is a number as people and most systems write it. */
export function readsAsNumber(text: string): boolean {
  return text.length <= 64 && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text);
}
