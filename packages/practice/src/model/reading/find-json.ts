export type FoundJson = { values: unknown[]; rest: string };

/** Takes the JSON objects and lists out of a text, so that data and what people wrote can be told apart. */
export function findJson(text: string): FoundJson {
  const values: unknown[] = [];
  let rest = '';
  let from = 0;
  while (from < text.length) {
    const start = nextOpening(text, from);
    if (start < 0) break;
    const end = closingOf(text, start);
    const value = end < 0 ? undefined : parse(text.slice(start, end + 1));
    if (value === undefined) {
      rest += text.slice(from, start + 1);
      from = start + 1;
    } else {
      values.push(value);
      rest += text.slice(from, start);
      from = end + 1;
    }
  }
  return { values, rest: rest + text.slice(from) };
}

/** Every object in the values, however deep, outer ones first. */
export function objectsIn(values: unknown[]): Record<string, unknown>[] {
  return values.flatMap((value) => {
    if (typeof value !== 'object' || value === null) return [];
    const inner = objectsIn(Object.values(value));
    return Array.isArray(value) ? inner : [{ ...value }, ...inner];
  });
}

function nextOpening(text: string, from: number): number {
  const found = text.slice(from).search(/[{[]/);
  return found < 0 ? -1 : from + found;
}

const longest = 200_000;

function closingOf(text: string, start: number): number {
  let depth = 0;
  let isInString = false;
  for (let at = start; at < text.length && at - start < longest; at += 1) {
    const character = text[at];
    if (isInString) {
      if (character === '\\') at += 1;
      else if (character === '"') isInString = false;
    } else if (character === '"') isInString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
