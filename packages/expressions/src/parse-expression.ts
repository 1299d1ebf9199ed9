import { Environment } from '@marcbachmann/cel-js';
import { BoundedCache } from './bounded-cache.ts';
import { compileSyntax, type Program } from './compile-syntax.ts';
import { expressionLimits } from './limits.ts';
import { type ExpressionProblem, ProblemFound, problemAt } from './problem.ts';
import type { Syntax } from './syntax.ts';
import { translate } from './translate.ts';

/** A parsed expression: its tree for checks, its program for evaluation. */
export interface ParsedExpression {
  source: string;
  syntax: Syntax;
  program: Program;
}

export type ParseResult =
  | { ok: true; expression: ParsedExpression }
  | { ok: false; problem: ExpressionProblem };

const environment = new Environment({
  unlistedVariablesAreDyn: true,
  homogeneousAggregateLiterals: false,
  enableOptionalTypes: true,
  limits: {
    maxAstNodes: expressionLimits.syntaxNodes,
    maxDepth: 100,
    maxListElements: 500,
    maxMapEntries: 500,
    maxCallArguments: 16,
  },
});

const cache = new BoundedCache<ParseResult>(4_000);

/** Parses CEL source into our dialect. Never throws; the same source gives the same object while it is cached. */
export function parseExpression(source: string): ParseResult {
  return source.length > expressionLimits.sourceLength ? parse(source) : cache.get(source, parse);
}

function parse(source: string): ParseResult {
  const whole = { start: 0, end: source.length };
  if (source.length > expressionLimits.sourceLength) {
    const message = `An expression has at most ${expressionLimits.sourceLength} characters; this one has ${source.length}.`;
    return { ok: false, problem: problemAt('PB3001', message, whole) };
  }
  if (source.trim() === '') {
    return { ok: false, problem: problemAt('PB3001', 'An expression is missing here.', whole) };
  }
  try {
    const syntax = translate(environment.parse(source).ast);
    return { ok: true, expression: { source, syntax, program: compileSyntax(syntax, source) } };
  } catch (error) {
    return { ok: false, problem: toProblem(error, source) };
  }
}

function toProblem(error: unknown, source: string): ExpressionProblem {
  if (error instanceof ProblemFound) return error.problem;
  const found = error as { summary?: unknown; range?: { start: number; end: number } }; // the library's own errors
  const end = source.length;
  const name = nameInOtherLetters(source, found.range?.start ?? end);
  if (name) return name;
  const range = found.range ?? { start: 0, end };
  return problemAt('PB3001', inWords(typeof found.summary === 'string' ? found.summary : ''), {
    start: Math.min(range.start, end),
    end: Math.min(Math.max(range.end, range.start), end),
  });
}

/** `trigger.body.ключ` and `trigger.größe`: names of fields the grammar has no letters for. */
function nameInOtherLetters(source: string, at: number): ExpressionProblem | undefined {
  if (!(source.charCodeAt(at) > 0x7f)) return undefined;
  const start = source.lastIndexOf('.', at) + 1;
  const name = /^[\p{L}\p{M}\p{N}_-]+/u.exec(source.slice(start, at + 100))?.[0] ?? '';
  if (start === 0 || start + name.length <= at) return undefined;
  return problemAt(
    'PB3001',
    `The name ${name} has letters that a path cannot be written with.`,
    { start: start - 1, end: start + name.length },
    `Write it in brackets: ["${name}"] instead of .${name}`,
  );
}

const tokens: Record<string, string> = {
  EOF: 'the end',
  IDENTIFIER: 'a name',
  RPAREN: ')',
  LPAREN: '(',
  RBRACKET: ']',
  LBRACKET: '[',
  RBRACE: '}',
  LBRACE: '{',
  COLON: ':',
  COMMA: ',',
  DOT: '.',
  QUESTION: '?',
  NUMBER: 'a number',
  STRING: 'a text',
};

/** The parser's own words, in an author's: "Expected RPAREN, got EOF" → "Expected ), got the end." */
function inWords(summary: string): string {
  if (summary === '') return 'This cannot be read.';
  if (summary.startsWith('Exceeded')) return 'This expression is too long or too deeply nested.';
  const words = summary.replace(/\b[A-Z]{3,}\b/g, (token) => tokens[token] ?? token.toLowerCase());
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
