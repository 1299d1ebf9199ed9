import { type Json, parseExactJson, withoutPrototype } from '@dayshift/model';

export type JsonAnswer = { kind: 'json'; value: Json } | { kind: 'not-json' };

/** Finds the JSON in an answer: alone, in a code fence, or inside a sentence, as small models like to write it. */
export function readJsonAnswer(text: string): JsonAnswer {
  const fenced = /```(?:json)?\s*\n([\s\S]*?)```/i.exec(text)?.[1];
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
