export interface HoleAt {
  /** The expression inside the braces. */
  source: string;
  /** Where it begins in the text. */
  start: number;
  end: number;
}

/** The hole `{{ … }}` that a place in a text is in; an unfinished one reaches to the end of its line. */
export function holeAt(text: string, offset: number): HoleAt | undefined {
  const open = text.lastIndexOf('{{', offset - 1);
  if (open < 0 || open + 2 > offset) return undefined;
  const close = text.indexOf('}}', open + 2);
  if (close >= 0 && close < offset) return undefined;
  const lineEnd = text.indexOf('\n', offset);
  const end = close >= 0 ? close : lineEnd >= 0 ? lineEnd : text.length;
  return { source: text.slice(open + 2, end), start: open + 2, end };
}

/** All holes of a text, for colouring. */
export function holesOf(text: string): HoleAt[] {
  const found: HoleAt[] = [];
  for (const match of text.matchAll(/\{\{([\s\S]*?)\}\}/g)) {
    const start = match.index + 2;
    const source = match[1] ?? '';
    found.push({ source, start, end: start + source.length });
  }
  return found;
}

/** How an expression is written at a place: with braces where it would stand in plain text. */
export function insertionAt(
  text: string,
  offset: number,
  mode: 'expression' | 'template',
  expression: string,
): string {
  const isInHole = mode === 'expression' || holeAt(text, offset) !== undefined;
  return isInHole ? expression : `{{ ${expression} }}`;
}
