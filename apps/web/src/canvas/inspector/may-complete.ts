/**
 * Whether a list of names may open by itself where somebody is typing: after a dot, in a word, at the very beginning. Never
 * after a number: enter would take the first name of the list into it.
 */
export function mayComplete(source: string, offset: number): boolean {
  const before = source.slice(0, offset);
  if (before.trim() === '') return true;
  if (/(?:^|[^\w.])\d[\w.]*$/.test(before)) return false;
  return /[.?]\s*$/.test(before) || /\w$/.test(before);
}
