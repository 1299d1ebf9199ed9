import { languageOf } from '../reading/language.ts';
import type { Money } from '../reading/money.ts';
import { type Facts, readFacts } from '../reading/read-facts.ts';
import { type LetterKind, letterKind } from './letter-kind.ts';
import { type FoundArticle, type Material, readMaterial } from './material.ts';

/** Writes what the instructions ask for out of what the material says, in the language of the mail. */
export function writeLetter(instructions: string, material: string): string {
  const facts = readFacts(material);
  const given = readMaterial(material);
  const kind = letterKind(instructions);
  if (kind === 'brief') return briefOf(facts);
  const words = facts.language === 'de' ? german : english;
  const name = given.customerName ?? facts.name;
  const body = bodyOf(kind, words, facts, given);
  const letter = [words.greeting(name), words.thanks(facts.orderNumber), body, words.closing].join('\n\n');
  return shorten(letter, Number(/at most (\d+) words/i.exec(instructions)?.[1] ?? 300));
}

function bodyOf(kind: Exclude<LetterKind, 'brief'>, words: Words, facts: Facts, given: Material): string {
  if (kind === 'holding') return words.holding;
  if (kind === 'refund') return words.refund(given.paidBack ?? facts.money);
  const article = bestArticle(given.articles, facts);
  return article ? words.answer(article) : words.unknown;
}

/** The one in the mail's language that shares most words with it; of equals the first, as it was found first. */
function bestArticle(articles: FoundArticle[], facts: Facts): FoundArticle | undefined {
  const asked = new Set(wordsOf(facts.text));
  const score = ({ title, text }: FoundArticle) =>
    2 * wordsOf(title).filter((word) => asked.has(word)).length +
    wordsOf(text).filter((word) => asked.has(word)).length +
    (languageOf(text) === facts.language ? 100 : 0);
  return [...articles].sort((a, b) => score(b) - score(a))[0];
}

function wordsOf(text: string): string[] {
  return [...new Set(text.toLowerCase().match(/[\p{L}\d]{4,}/gu) ?? [])];
}

function briefOf(facts: Facts): string {
  const { money, orderNumber, isSuspicious } = facts;
  return [
    facts.reason,
    `Urgency ${facts.urgency} of 4.`,
    ...(orderNumber ? [`Order ${orderNumber}.`] : []),
    ...(money ? [`Sum named: ${money.amount.toFixed(2)} ${money.currency}.`] : []),
    ...(isSuspicious
      ? ['Treat with care: part of the mail was written for the reader software, not for a person.']
      : []),
  ].join('\n');
}

type Words = {
  greeting: (name: string | undefined) => string;
  thanks: (orderNumber: string | undefined) => string;
  answer: (article: FoundArticle) => string;
  refund: (money: Money | undefined) => string;
  holding: string;
  unknown: string;
  closing: string;
};

/** Only a name of two words is surely a person's. */
function firstName(name: string): string {
  return /^(\p{Lu}\p{L}+) \p{Lu}\p{L}+$/u.exec(name)?.[1] ?? name;
}

const english: Words = {
  greeting: (name) => (name ? `Hello ${firstName(name)},` : 'Hello,'),
  thanks: (order) => `thank you for your mail${order ? ` about order ${order}` : ''}.`,
  answer: ({ id, text }) => `${text} [${id}]\n\nIf that does not do it, just reply to this mail.`,
  refund: (money) =>
    `We have refunded ${money ? `${money.amount.toFixed(2)} ${money.currency}` : 'the amount'}. It goes back the way you paid and shows after three to five working days.`,
  holding:
    'I am sorry about this. A colleague is looking at it now and will write to you personally. You do not need to send anything again.',
  unknown: 'I want to be sure before I answer this, so a colleague is looking into it and will write to you.',
  closing: 'Kind regards\nSupport',
};

const german: Words = {
  greeting: (name) => (name ? `Guten Tag ${name},` : 'Guten Tag,'),
  thanks: (order) => `vielen Dank für Ihre Mail${order ? ` zur Bestellung ${order}` : ''}.`,
  answer: ({ id, text }) => `${text} [${id}]\n\nFalls das nicht hilft, antworten Sie einfach auf diese Mail.`,
  refund: (money) =>
    `Wir haben ${money ? `${money.amount.toFixed(2).replace('.', ',')} ${money.currency}` : 'den Betrag'} erstattet. Das Geld kommt auf dem Weg zurück, auf dem Sie bezahlt haben, und ist in drei bis fünf Werktagen da.`,
  holding:
    'das tut uns leid. Eine Kollegin oder ein Kollege sieht es sich gerade an und schreibt Ihnen persönlich. Sie müssen nichts erneut schicken.',
  unknown:
    'bevor ich darauf antworte, sieht es sich eine Kollegin oder ein Kollege genau an und schreibt Ihnen.',
  closing: 'Freundliche Grüße\nIhr Support',
};

function shorten(text: string, maxWords: number): string {
  const words = text.split(/(?<=\s)(?=\S)/);
  return words.length <= maxWords ? text : `${words.slice(0, maxWords).join('').trimEnd()}…`;
}
