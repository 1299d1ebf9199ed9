/**
 * What an expression may cost. An expression runs inside a workflow task, which must never hang, so every limit ends
 * in a failure with a code.
 */
export const expressionLimits = {
  /** Characters of source. */
  sourceLength: 4_096,
  syntaxNodes: 2_000,
  /** `map` inside `filter` is 2. */
  comprehensionDepth: 2,
  patternLength: 256,
  /** Units of work: about one per evaluated piece of syntax inside a comprehension, or per 16 characters handled. */
  steps: 100_000,
  textLength: 500_000,
  listLength: 10_000,
  resultDepth: 64,
  /** Values inside one result, and all its texts together. */
  resultSize: 500_000,
  resultCharacters: 4_000_000,
} as const;

/** Keys that reach into JavaScript's own machinery. No path names them and no result carries `__proto__`. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
