import type { Intent } from './intents.ts';
import type { Facts } from './read-facts.ts';
import { type Json, type Schema, typesOf } from './schema.ts';

/** What the facts say about a field of this name, in the type the schema wants; undefined when they say nothing. */
export function fieldValue(name: string, schema: Schema, facts: Facts): Json | undefined {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  const hint = `${schema.title ?? ''} ${schema.description ?? ''}`.toLowerCase();
  const reader =
    readers.find(([pattern]) => pattern.test(words)) ?? readers.find(([pattern]) => pattern.test(hint));
  const known = reader?.[1](facts);
  const candidates = Array.isArray(known) ? known : [known];
  for (const candidate of candidates) {
    const fitting = candidate === undefined ? undefined : fit(candidate, schema);
    if (fitting !== undefined) return fitting;
  }
  return undefined;
}

type Known = string | number | boolean | undefined;
/** Several values are one after the other tried, for lists of choices that have no word for the first. */
type Reader = (facts: Facts) => Known | Known[];

const nearest: Record<Intent, readonly string[]> = {
  how_to: ['how_to', 'howto', 'question', 'support', 'help', 'other'],
  bug: ['bug', 'problem', 'technical', 'error', 'complaint', 'other'],
  billing: ['billing', 'refund', 'payment', 'other'],
  cancel: ['cancel', 'cancellation', 'churn', 'complaint', 'other'],
  complaint: ['complaint', 'angry', 'escalation', 'problem', 'bug', 'other'],
  spam: ['spam', 'junk', 'advertising', 'other', 'none', 'complaint'],
};

const needsPerson = (facts: Facts) =>
  facts.isSuspicious || facts.urgency === 4 || facts.intent === 'complaint' || facts.intent === 'cancel';
const languageNames = { en: 'English', de: 'German', fr: 'French', es: 'Spanish' };
const urgencyNames = { 1: ['low'], 2: ['normal', 'medium'], 3: ['high'], 4: ['urgent', 'critical', 'high'] };

// The first that fits the name counts.
const readers: readonly (readonly [RegExp, Reader])[] = [
  [/suspicious|injection|manipulat|tamper/, ({ isSuspicious }) => isSuspicious],
  [/^(is_)?spam$/, ({ intent }) => intent === 'spam'],
  [/^(is_)?urgent$/, ({ urgency }) => urgency === 4],
  [/needs?_(a_)?(human|person)|escalate/, needsPerson],
  [/confidence|certainty|^sure|probability/, ({ confidence }) => confidence],
  [/urgency|priority|severity/, ({ urgency }) => [urgency, ...urgencyNames[urgency]]],
  [/intent|category|^kind$|^type$|topic|matter|classification/, ({ intent }) => [...nearest[intent]]],
  [/currency/, ({ money }) => money?.currency],
  [/amount|total|^sum$|price|money/, ({ money }) => money?.amount],
  [/(^|_)order|bestellung/, ({ orderNumber }) => orderNumber],
  [/language|locale|^lang$/, ({ language }) => [language, languageNames[language]]],
  [/sentiment|mood|tone/, ({ intent }) => (intent === 'complaint' ? ['negative', 'angry'] : ['neutral'])],
  [/e_?mail|^(from|sender|reply_to)$/, ({ email }) => email],
  [/(^|_)name$|^customer$/, ({ name }) => name],
  [/reason|rationale|explanation|^why/, ({ reason }) => reason],
  [/summary|subject|title|brief|question|request|description|headline/, ({ summary }) => summary],
];

function fit(value: string | number | boolean, schema: Schema): Json | undefined {
  if (schema.enum) {
    return schema.enum.find((choice) => plain(choice) === plain(value));
  }
  const types = typesOf(schema);
  if (types.includes('boolean') && typeof value === 'boolean') return value;
  if (types.includes('string') && typeof value !== 'boolean') return cut(String(value), schema);
  if (typeof value === 'boolean' || value === '' || Number.isNaN(Number(value))) return undefined;
  const number = Number(value);
  if (number < (schema.minimum ?? number) || number > (schema.maximum ?? number)) return undefined;
  if (types.includes('number')) return number;
  return types.includes('integer') ? Math.round(number) : undefined;
}

function cut(text: string, { minLength, maxLength }: Schema): string | undefined {
  if (text.length < (minLength ?? 0)) return undefined;
  return maxLength === undefined ? text : text.slice(0, maxLength);
}

/** `how-to`, `How to` and `how_to` are one word. */
function plain(value: Json): string {
  return String(value)
    .toLowerCase()
    .replace(/[^\p{L}\d]/gu, '');
}
