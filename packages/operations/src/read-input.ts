import { type Fault, faultWords, isObject, joinPath } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import type { z } from 'zod';
import type { Operation } from './operation.ts';

export type ReadInput = { ok: true; input: unknown } | { ok: false; faults: [Fault, ...Fault[]] };

/**
 * An input as its contract takes it, or what is wrong with it in a person's words. The one check before a question is asked,
 * of an edit, and before the operation is carried out: what one of them lets through no other refuses.
 */
export function readInput(operation: Operation, input: Json): ReadInput {
  const parsed = operation.input.safeParse(input);
  const faults = parsed.success
    ? (operation.refusals?.(parsed.data) ?? [])
    : parsed.error.issues.flatMap((issue) => faultsOf(issue, input));
  const [first, ...more] = faults;
  if (first) return { ok: false, faults: [first, ...more] };
  return { ok: true, input: parsed.data };
}

/** "Send mail: the subject …": all a person needs to know of it, in one sentence. */
export function sayFault({ title }: Operation, { path, message }: Fault): string {
  return path === '' ? `${title}: ${message}` : `${title}, “${path}”: ${message}`;
}

function faultsOf(issue: z.core.$ZodIssue, input: Json): Fault[] {
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((name) => ({ path: joinPath(path, name), message: faultWords.unknownField(name) }));
  return [{ path, message: sentenceOf(issue, valueAt(input, issue.path)) }];
}

function sentenceOf(issue: z.core.$ZodIssue, found: Json | undefined): string {
  // Words written for this very field say more than any of ours.
  if (!issue.message.startsWith('Invalid') && !issue.message.startsWith('Too '))
    return capital(issue.message);
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined ? faultWords.needed : faultWords.wrongType(jsonType(issue.expected));
    case 'invalid_value':
      return found === undefined ? faultWords.needed : faultWords.notOffered;
    case 'too_big':
      return tooBig(issue, found);
    case 'too_small':
      return tooSmall(issue, found);
    case 'invalid_format':
      return faultWords.wrongFormat(issue.format === 'url' ? 'uri' : issue.format);
    case 'invalid_union':
      return found === undefined ? faultWords.needed : faultWords.otherShape;
    default:
      return faultWords.otherForm;
  }
}

function tooBig({ origin, maximum, inclusive }: z.core.$ZodIssueTooBig, found: Json | undefined): string {
  const limit = Number(maximum);
  if (origin === 'string') return faultWords.tooLong(limit, lengthOf(found));
  if (origin === 'array') return faultWords.tooMany(limit, lengthOf(found));
  return faultWords.tooLarge(limit, inclusive === false);
}

function tooSmall({ origin, minimum, inclusive }: z.core.$ZodIssueTooSmall, found: Json | undefined): string {
  const limit = Number(minimum);
  if (origin === 'string') return faultWords.tooShort(limit, lengthOf(found));
  if (origin === 'array') return faultWords.tooFew(limit);
  return faultWords.tooSmall(limit, inclusive === false);
}

function jsonType(expected: string): string {
  if (expected === 'record') return 'object';
  return expected === 'int' ? 'integer' : expected;
}

function lengthOf(found: Json | undefined): number {
  return typeof found === 'string' || Array.isArray(found) ? found.length : 0;
}

function valueAt(input: Json, path: readonly PropertyKey[]): Json | undefined {
  let current: Json | undefined = input;
  for (const name of path) {
    if (Array.isArray(current)) current = current[Number(name)];
    else if (isObject(current) && Object.hasOwn(current, name)) current = current[String(name)];
    else return undefined;
  }
  return current;
}

function capital(text: string): string {
  const sentence = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
