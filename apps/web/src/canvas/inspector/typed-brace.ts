import { holeAt } from './hole-at.ts';

/**
 * Typing the braces that the editor has already put there: where the caret goes instead of a second pair, undefined where
 * the brace is meant as it is typed (it closes an object, or a hole that nothing closes yet).
 */
export function caretAfterBrace(text: string, offset: number): number | undefined {
  const hole = holeAt(text, offset);
  if (!hole || text.slice(hole.end, hole.end + 2) !== '}}') return undefined;
  if (text.slice(offset, hole.end).trim() !== '') return undefined;
  const before = text.slice(hole.start, offset);
  const open = before.split('{').length - before.split('}').length;
  return open > 0 ? undefined : hole.end + 2;
}
