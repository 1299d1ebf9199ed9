import { findJson, objectsIn } from './find-json.ts';
import { type Intent, intentOf } from './intents.ts';
import { type Language, languageOf } from './language.ts';
import { type Money, moneyIn, sentencesOf } from './money.ts';
import { ownWords } from './own-words.ts';

/** What the practice model understands of a mail. */
export type Facts = {
  intent: Intent;
  confidence: number;
  urgency: 1 | 2 | 3 | 4;
  language: Language;
  money: Money | undefined;
  orderNumber: string | undefined;
  email: string | undefined;
  name: string | undefined;
  /** The sentence that carries the matter, and why the intent is what it is. */
  summary: string;
  reason: string;
  isSuspicious: boolean;
  text: string;
};

/** Reads a mail by rules, the same way every time. */
export function readFacts(given: string): Facts {
  const mail = mailIn(given);
  const { text, isSuspicious } = ownWords(mail.text.slice(0, mostRead));
  const reading = intentOf(text);
  const confidence = isSuspicious ? Math.min(0.55, reading.confidence) : reading.confidence;
  const summary = summaryOf(text);
  return {
    ...reading,
    confidence,
    urgency: urgencyOf(text, reading.intent),
    language: languageOf(text),
    money: moneyIn(text),
    orderNumber: orderNumberIn(text),
    email: mail.email ?? /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/.exec(text)?.[0],
    name: mail.name ?? signatureOf(text),
    summary,
    reason: reasonOf(reading.intent, summary, isSuspicious),
    isSuspicious,
    text,
  };
}

// The office shares a process with the rest of Dayshift: no mail may keep it busy.
const mostRead = 6_000;

/** A mail may come as its text, or as JSON with `text` and `subject`. */
function mailIn(given: string): { text: string; name: string | undefined; email: string | undefined } {
  const { values, rest } = findJson(given);
  const mail = objectsIn(values).find((object) => typeof object.text === 'string' && 'subject' in object);
  if (!mail) {
    const { name, email } = senderIn(rest);
    return { text: withoutHead(rest), name, email };
  }
  const text = [mail.subject, mail.text].filter((part) => typeof part === 'string').join('\n\n');
  return { text, name: textOf(mail.fromName), email: textOf(mail.from) };
}

/** `From: Name <address>` or `Mail from Name:`, as a prompt may introduce the mail. */
function senderIn(text: string): { name: string | undefined; email: string | undefined } {
  const line =
    /^(?:mail |e-mail )?(?:from|von)(?::| )[ \t]*([^\n]*)$/im.exec(text)?.[1]?.replace(/:\s*$/, '') ?? '';
  const email = /[\w.+-]+@[\w.-]+/.exec(line)?.[0];
  const name = line
    .replace(/<[^>]*>|[\w.+-]+@[\w.-]+/g, '')
    .replaceAll('"', '')
    .trim();
  return { name: name || undefined, email };
}

/** Lines about the mail are not what it says; its subject is. */
function withoutHead(text: string): string {
  return text
    .replace(/^(from|to|cc|date|von|an|datum):[^\n]*\n|^(mail|e-mail) (from|von) [^\n]*:\s*\n/gim, '')
    .replace(/^(subject|betreff):[ \t]*([^\n]*)$/gim, '$2\n')
    .trim();
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function orderNumberIn(text: string): string | undefined {
  const named =
    /\b(?:order|bestellung|auftrag|commande|pedido)s?(?:nummer| number| no\.?| nr\.?)?\s*(?:is|ist|:)?\s*#?\s*(\d{4,8})\b/i;
  return named.exec(text)?.[1] ?? /(?<!\w)#(\d{4,8})\b/.exec(text)?.[1];
}

const usual: Record<Intent, 1 | 2 | 3> = { how_to: 1, bug: 2, billing: 2, cancel: 2, complaint: 3, spam: 1 };

function urgencyOf(text: string, intent: Intent): 1 | 2 | 3 | 4 {
  if (/\b(urgent|immediately|right away|asap|sparks?|smoke|burn\w*|lawyer|sofort|dringend)\b/i.test(text))
    return 4;
  if (/\b(no rush|no hurry|keine eile)\b/i.test(text)) return 1;
  return usual[intent];
}

function signatureOf(text: string): string | undefined {
  const closing =
    /(?:regards|wishes|thanks|thank you|sincerely|gr(?:ü|ue)(?:ß|ss)en?|cheers|yours)[,!.]?\s*\n+\s*(\p{Lu}[^\n,]{1,40})/iu;
  return closing.exec(text)?.[1]?.trim();
}

const greeting = /^(hi|hello|dear|hallo|guten tag|liebe|good (morning|day)|to whom)\b/i;
const carries = /\d|\?|refund|cancel|charged|broken|error|erstatt|kündig|doppelt|address|damaged|spark/i;

/** The first sentence that says something, at most 160 characters. */
function summaryOf(text: string): string {
  const lines = text.split('\n').filter((line) => !(greeting.test(line.trim()) && line.trim().length < 40));
  const sentences = sentencesOf(lines.join('\n'));
  const best = sentences.find((sentence) => carries.test(sentence)) ?? sentences[0] ?? '';
  return best.length > 160 ? `${best.slice(0, 157).trimEnd()}...` : best;
}

const because: Record<Intent, string> = {
  how_to: 'The customer asks how something is done',
  bug: 'The customer reports that something does not work',
  billing: 'The customer asks for money back',
  cancel: 'The customer wants to end the contract',
  complaint: 'The customer complains and needs a person',
  spam: 'The mail offers something nobody asked for',
};

function reasonOf(intent: Intent, summary: string, isSuspicious: boolean): string {
  const quoted = summary === '' ? '.' : `: "${summary}"`;
  const warning = isSuspicious
    ? ' The mail also tries to give instructions to its reader; they were not followed.'
    : '';
  return `${because[intent]}${quoted}${warning}`;
}
