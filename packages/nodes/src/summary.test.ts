import { describe, expect, test } from 'vitest';
import { conditionInWords } from './summary.ts';
import { listed, nameOf, sourcesOf } from './value-names.ts';

test.each([
  ['steps.understand.amount > 50', 'amount > 50'],
  ['trigger.total > 500 && trigger.currency == "EUR"', 'total > 500 and currency is “EUR”'],
  ['steps.a.order != null || item.kind != "a && b"', 'order is there or item.kind is not “a && b”'],
  ['steps.a.intent.orValue("") != "" && trigger.note == ""', 'intent is not empty and note is empty'],
  ['item.steps > 3', 'item.steps > 3'],
])('a card says the condition %s as “%s”', (condition, words) => {
  expect(conditionInWords(condition)).toBe(words);
});

describe('a value on a card', () => {
  test.each([
    ['steps.understand.orderId', 'order id'],
    ['steps.find_articles.body', 'articles'],
    ['steps.draft.text', 'draft'],
    ['steps.load_orders.body.orders[0].total', 'total'],
    ['trigger.from', 'the sender'],
    ['string(trigger.fromName)', 'the sender’s name'],
    ['trigger.name.orValue("you")', 'name'],
    ['worker.manager.orValue("Anyone")', 'the manager'],
    ['min(steps.a.x, 1)', 'min(steps.a.x, 1)'],
  ])('%s is called %s', (expression, name) => {
    expect(nameOf(expression)).toBe(name);
  });

  test('is named by where it comes from, each source once', () => {
    const material =
      'Mail from {{ trigger.fromName }}:\n{{ trigger.text }}\nCustomer: {{ steps.load_customer.body }}\n{{ steps.find_articles.body }}';
    expect(listed(sourcesOf(material))).toBe('the mail, customer and articles');
    expect(sourcesOf('{{ trigger.text }} and {{ trigger.note }}')).toEqual(['text', 'note']);
    expect(sourcesOf('nothing of the kind')).toEqual([]);
    expect([listed(['a']), listed(['a', 'b'])]).toEqual(['a', 'a and b']);
  });
});
