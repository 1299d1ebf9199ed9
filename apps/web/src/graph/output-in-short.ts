import { isObject } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import type { SummaryPart } from './node-facts.ts';

const longest = 28;

/** What a step put out, in the room of a card: its first few plain values. Undefined when there is nothing short to say. */
export function outputInShort(output: Json | undefined): readonly SummaryPart[] | undefined {
  const values = mailValues(output) ?? plainValues(unwrapped(output)).slice(0, 3);
  if (values.length === 0) return undefined;
  return values.map((text, index) => (index === 0 ? { text, isValue: true } : { text: `, ${text}` }));
}

/** An HTTP answer is its body. */
function unwrapped(output: Json | undefined): Json | undefined {
  const isAnswer = isObject(output) && 'status' in output && 'headers' in output && 'body' in output;
  return isAnswer ? output.body : output;
}

/** A mail is its subject and who wrote it; its Message-ID, which comes first, says nothing. */
function mailValues(output: Json | undefined): string[] | undefined {
  if (!isObject(output) || !('messageId' in output)) return undefined;
  const { subject, fromName, from } = output;
  if (typeof subject !== 'string' || subject === '') return undefined;
  const who = [fromName, from].find((name) => typeof name === 'string' && name !== '');
  return [`“${subject}”`, ...(typeof who === 'string' ? [who] : [])];
}

function plainValues(value: Json | undefined, depth = 0): string[] {
  if (value === null || value === undefined) return [];
  if (typeof value === 'string')
    return value.length > 0 && value.length <= longest && !value.includes('\n') ? [value] : [];
  if (typeof value === 'number') return [String(Math.round(value * 100) / 100)];
  if (typeof value === 'boolean') return [];
  if (Array.isArray(value)) return [value.length === 1 ? '1 item' : `${value.length} items`];
  const values = Object.entries(value).flatMap(([name, part]) => {
    if (typeof part === 'boolean') return part ? [name] : [];
    if (Array.isArray(part)) return [`${part.length} ${part.length === 1 ? name.replace(/s$/, '') : name}`];
    return isObject(part) ? [] : plainValues(part);
  });
  // An envelope around what matters, as in { "customer": { … } }: look inside.
  return values.length > 0 || depth >= 2
    ? values
    : Object.values(value).flatMap((part) => plainValues(part, depth + 1));
}
