import type { RE2JS } from 're2js';

/** Our own tree of an expression; the parser library's tree is translated into it once and goes no further. */
export type Syntax = SyntaxKind & { start: number; end: number };

type SyntaxKind =
  /** `isRounded`: a whole number with more digits than a number keeps. */
  | { kind: 'literal'; value: null | boolean | number | string; isRounded?: true }
  | { kind: 'variable'; name: string; local: boolean }
  | { kind: 'field'; target: Syntax; name: string; nameStart: number; isOptional: boolean }
  | { kind: 'index'; target: Syntax; index: Syntax; isOptional: boolean }
  | { kind: 'list'; items: Syntax[] }
  | { kind: 'map'; entries: { key: Syntax; value: Syntax }[] }
  | { kind: 'choice'; test: Syntax; yes: Syntax; no: Syntax }
  | { kind: 'and' | 'or'; left: Syntax; right: Syntax }
  | { kind: 'not' | 'negate'; operand: Syntax }
  | { kind: 'binary'; operator: BinaryOperator; left: Syntax; right: Syntax }
  | { kind: 'call'; name: string; args: Syntax[] }
  | { kind: 'each'; macro: EachMacro; list: Syntax; name: string; test?: Syntax; body: Syntax }
  | { kind: 'has'; target: Syntax }
  | { kind: 'or-value'; target: Syntax; fallback: Syntax }
  /** `use`: whether it is found, the first place, or all of them. */
  | { kind: 'matches'; use: PatternUse; text: Syntax; pattern: RE2JS };

export const patternFunctions = { matches: 'is-found', extract: 'first', extractAll: 'all' } as const;
export type PatternUse = (typeof patternFunctions)[keyof typeof patternFunctions];

export const binaryOperators = ['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%', 'in'] as const;
export type BinaryOperator = (typeof binaryOperators)[number];

export const eachMacros = ['map', 'filter', 'all', 'exists', 'exists_one', 'sortBy', 'groupBy'] as const;
export type EachMacro = (typeof eachMacros)[number];

/** The parts of a piece of syntax, for walks that treat all kinds alike. */
export function partsOf(syntax: Syntax): Syntax[] {
  switch (syntax.kind) {
    case 'literal':
    case 'variable':
      return [];
    case 'field':
    case 'has':
      return [syntax.target];
    case 'index':
      return [syntax.target, syntax.index];
    case 'list':
      return syntax.items;
    case 'map':
      return syntax.entries.flatMap((entry) => [entry.key, entry.value]);
    case 'choice':
      return [syntax.test, syntax.yes, syntax.no];
    case 'and':
    case 'or':
    case 'binary':
      return [syntax.left, syntax.right];
    case 'not':
    case 'negate':
      return [syntax.operand];
    case 'call':
      return syntax.args;
    case 'each':
      return syntax.test ? [syntax.list, syntax.test, syntax.body] : [syntax.list, syntax.body];
    case 'or-value':
      return [syntax.target, syntax.fallback];
    case 'matches':
      return [syntax.text];
  }
}
