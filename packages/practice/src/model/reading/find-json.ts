export type FoundJson = { values: unknown[]; rest: string };

/** Takes the JSON objects and lists out of a text, so that data and what people wrote can be told apart. */
export function findJson(text: string): FoundJson {
  const values: unknown[] = [];
  let rest = '';
  let from = 0;
  let misses = 0;
  const opening = /[{[]/g;
  for (let found = opening.exec(text); found && misses < mostMisses; found = opening.exec(text)) {
    const end = closingOf(text, found.index);
    const value = end < 0 ? undefined : parse(text.slice(found.index, end + 1));
    if (value === undefined) {
      misses += 1;
      continue;
    }
    values.push(value);
    rest += text.slice(from, found.index);
    from = end + 1;
    opening.lastIndex = from;
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

// A bracket without its partner costs a look at all that follows; a text full of them is no data.
const mostMisses = 100;
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
