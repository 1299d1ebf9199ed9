import { endOfHole } from '@dayshift/expressions';

export interface HoleAt {
  /** The expression inside the braces. */
  source: string;
  /** Where it begins in the text. */
  start: number;
  end: number;
}

/** The hole `{{ … }}` that a place in a text is in; an unfinished one reaches to the end of its line. */
export function holeAt(text: string, offset: number): HoleAt | undefined {
  const closed = holesOf(text).find((hole) => hole.start <= offset && offset <= hole.end);
  if (closed) return closed;
  const open = text.lastIndexOf('{{', offset - 1);
  if (open < 0 || open + 2 > offset || text[open - 1] === '\\') return undefined;
  if (endOfHole(text, open + 2) >= 0) return undefined;
  const lineEnd = text.indexOf('\n', offset);
  const end = lineEnd >= 0 ? lineEnd : text.length;
  return { source: text.slice(open + 2, end), start: open + 2, end };
}

/** All closed holes of a text, as the template reads them: past quotes and objects, `\{{` are plain braces. */
export function holesOf(text: string): HoleAt[] {
  const found: HoleAt[] = [];
  for (let open = text.indexOf('{{'); open >= 0; open = text.indexOf('{{', open)) {
    if (text[open - 1] === '\\') {
      open += 2;
      continue;
    }
    const start = open + 2;
    const end = endOfHole(text, start);
    if (end < 0) {
      open = start;
      continue;
    }
    found.push({ source: text.slice(start, end), start, end });
    open = end + 2;
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
