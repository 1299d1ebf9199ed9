import type { Json } from '@dayshift/model';
import { BoundedCache } from './bounded-cache.ts';
import { toText } from './convert-text.ts';
import { attempt, type EvaluationResult, evaluateParsed } from './evaluate.ts';
import { type ParsedExpression, parseExpression } from './parse-expression.ts';
import { type ExpressionProblem, problemAt } from './problem.ts';
import { Budget, checkedText } from './runtime.ts';
import type { Scope } from './scope.ts';

/** A text with `{{ expression }}` holes, split once. */
export interface Template {
  parts: TemplatePart[];
  /** The whole text is one hole, so its value keeps its type. */
  isOneHole: boolean;
}

type TemplatePart = string | TemplateHole;

interface TemplateHole {
  expression: ParsedExpression;
  /** Where the expression's source stands in the text; without the braces. */
  start: number;
  end: number;
}

export type TemplateResult = { ok: true; template: Template } | { ok: false; problems: ExpressionProblem[] };

const cache = new BoundedCache<TemplateResult>(4_000);

/** Splits a text into fixed parts and holes. `\{{` is a plain `{{`. Offsets of problems count into the text. */
export function compileTemplate(text: string): TemplateResult {
  return text.length > 4_096 ? split(text) : cache.get(text, split);
}

/** Fills the holes in one pass: what an expression gives is never read as a template again. */
export function renderTemplate(template: Template, scope: Scope): EvaluationResult {
  return attempt(() => renderParts(template, scope, new Budget()));
}

/** Throws EvaluationStopped; for use inside `attempt`. */
export function renderParts(template: Template, scope: Scope, budget: Budget): Json {
  const [first] = template.parts;
  if (template.isOneHole && first !== undefined && typeof first !== 'string') {
    return evaluateParsed(first.expression, scope, budget);
  }
  let text = '';
  for (const part of template.parts) {
    text += typeof part === 'string' ? part : toText(evaluateParsed(part.expression, scope, budget), budget);
    checkedText(text);
  }
  return text;
}

/** Quick answer for the many texts without holes. */
export function hasHoles(text: string): boolean {
  return text.includes('{{');
}

function split(text: string): TemplateResult {
  const parts: TemplatePart[] = [];
  const problems: ExpressionProblem[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{{', at);
    if (open < 0) break;
    if (text[open - 1] === '\\' && open > at) {
      plain += `${text.slice(at, open - 1)}{{`;
      at = open + 2;
      continue;
    }
    plain += text.slice(at, open);
    const close = endOfHole(text, open + 2);
    if (close < 0) {
      problems.push(
        problemAt(
          'PB3001',
          'This {{ has no }} after it.',
          { start: open, end: text.length },
          'Write \\{{ for two plain braces.',
        ),
      );
      return { ok: false, problems };
    }
    if (plain !== '') parts.push(plain);
    plain = '';
    addHole(text, open + 2, close, parts, problems);
    at = close + 2;
  }
  plain += text.slice(at);
  if (plain !== '' || parts.length === 0) parts.push(plain);
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, template: { parts, isOneHole: parts.length === 1 && typeof parts[0] !== 'string' } };
}

function addHole(
  text: string,
  from: number,
  to: number,
  parts: TemplatePart[],
  problems: ExpressionProblem[],
): void {
  const inside = text.slice(from, to);
  const source = inside.trim();
  const start = from + (inside.length - inside.trimStart().length);
  const parsed = parseExpression(source);
  if (parsed.ok) {
    parts.push({ expression: parsed.expression, start, end: start + source.length });
  } else {
    const { problem } = parsed;
    problems.push({ ...problem, start: problem.start + start, end: problem.end + start });
    parts.push('');
  }
}

/** Where the closing braces of a hole begin, past texts in quotes and objects in braces; -1 when there are none. */
export function endOfHole(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === '"' || character === "'") {
      at = endOfQuote(text, at, character);
      if (at < 0) return -1;
    } else if (character === '{') depth += 1;
    else if (character === '}' && depth > 0) depth -= 1;
    else if (character === '}' && text[at + 1] === '}') return at;
  }
  return -1;
}

function endOfQuote(text: string, from: number, quote: string): number {
  for (let at = from + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
    else if (text[at] === '\n') return -1;
  }
  return -1;
}
