import { type Json, parseExactJson, withoutPrototype } from '@dayshift/model';

export type JsonAnswer = { kind: 'json'; value: Json } | { kind: 'not-json' };

/** Finds the JSON in an answer: alone, in a code fence, or inside a sentence, as small models like to write it. */
export function readJsonAnswer(text: string): JsonAnswer {
  const fenced = fencedIn(text);
  const start = text.search(/[{[]/);
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']'));
  const within = start >= 0 && end > start ? text.slice(start, end + 1) : undefined;
  for (const candidate of [text, fenced, within]) {
    if (candidate === undefined) continue;
    try {
      return { kind: 'json', value: parseExactJson(candidate, withoutPrototype) };
    } catch {
      // not this one; the next candidate is a smaller part of the same text
    }
  }
  return { kind: 'not-json' };
}

/** What stands in the first code fence that is open or says it is JSON. By search, not by pattern: an answer may be long. */
function fencedIn(text: string): string | undefined {
  for (let open = text.indexOf('```'); open >= 0; open = text.indexOf('```', open + 3)) {
    const label = /^(?:json)?[^\S\n]{0,20}\n/i.exec(text.slice(open + 3, open + 30));
    if (!label) continue;
    const begin = open + 3 + label[0].length;
    const end = text.indexOf('```', begin);
    return end < 0 ? undefined : text.slice(begin, end);
  }
  return undefined;
}
