import { findJson, objectsIn } from '../reading/find-json.ts';
import type { Money } from '../reading/money.ts';

export type FoundArticle = { id: string; title: string; text: string };

/** What a writer was given beside the mail itself. */
export type Material = {
  articles: FoundArticle[];
  customerName: string | undefined;
  paidBack: Money | undefined;
};

type Fields = Record<string, unknown>;

/** Finds help articles, the customer and a refund in the text of a prompt, whether given as JSON or in plain lines. */
export function readMaterial(text: string): Material {
  const { values, rest } = findJson(text);
  const objects = objectsIn(values);
  const articles = [...objects.flatMap(articleOf), ...articleLines(rest)];
  const customer = objects.find((object) => textOf(object.email) && textOf(object.name));
  const mail = objects.find((object) => textOf(object.fromName));
  const refund = objects.find((object) => typeof object.amount === 'number' && textOf(object.currency));
  return {
    articles: [...new Map(articles.map((article) => [article.id, article])).values()],
    customerName: textOf(customer?.name) ?? textOf(mail?.fromName),
    paidBack: refund && { amount: Number(refund.amount), currency: String(refund.currency) },
  };
}

function articleOf(object: Fields): FoundArticle[] {
  const id = textOf(object.id);
  const text = textOf(object.text) ?? textOf(object.body) ?? textOf(object.content);
  if (!id || !text || !/^[A-Z]{2,5}-\d+$/.test(id)) return [];
  return [{ id, title: textOf(object.title) ?? id, text }];
}

/** `KB-101 Change the address: Open Account …`, one a line. */
function articleLines(text: string): FoundArticle[] {
  return [...text.matchAll(/^[ \t\-*[]*(KB-\d+)\]?[:\s]+([^:\n]{3,120})[:\n]\s*([^\n]+)/gm)].map(
    ([, id = '', title = '', body = '']) => ({ id, title: title.trim(), text: body.trim() }),
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
