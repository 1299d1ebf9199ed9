import type { Json, Run } from '@dayshift/model';
import { expect, test } from 'vitest';
import { amountOf } from '../runs/amount-of.ts';
import { decisionVerbs } from './decision-verbs.ts';
import { matterOf } from './matter-of.ts';
import { questionOf, shortQuestion } from './question-of.ts';

const refund = {
  title: 'Refund',
  stepTitle: 'Refund',
  action: {
    operation: 'http.request',
    input: {
      method: 'POST',
      url: 'https://desk.example/refunds',
      body: { order: '10442', amount: 186, currency: 'EUR', note: 'late' },
    },
  },
};
const mail = {
  title: 'Reply, after a yes',
  stepTitle: 'Reply, after a yes',
  action: {
    operation: 'mail.send',
    input: { to: 'ada@example.org', subject: 'Re: Broken lamp', text: 'Hello' },
  },
};
const fromAda = (more: Json = {}) =>
  ({
    triggerType: 'mail-received',
    trigger: {
      from: 'ada@example.org',
      fromName: 'Ada Example',
      subject: 'Broken lamp',
      text: 'It is broken.',
      ...(more as object),
    },
    startedAt: 5,
  }) as unknown as Run; // the parts that are read

test('a step that asks under its own name gets a question from what it would do this time', () => {
  const matter = matterOf(refund, fromAda());
  expect(questionOf(refund, matter)).toBe('Refund €186.00, order 10442, note late, for Ada Example?');
  expect(shortQuestion(refund)).toBe('Refund €186.00, order 10442, note late');
  expect(questionOf(mail, matter)).toBe('Send “Re: Broken lamp” to Ada Example (ada@example.org)?');
  const document = {
    operation: 'deliverable.write',
    input: { title: 'Night', path: 'reports/night.md', content: '' },
  };
  expect(questionOf({ title: 'File', stepTitle: 'File', action: document })).toBe(
    'File “Night” as reports/night.md?',
  );
});

test('a mail to somebody else than the writer does not borrow the writer’s name', () => {
  const elsewhere = {
    ...mail,
    action: { ...mail.action, input: { ...mail.action.input, to: 'eve@elsewhere.example' } },
  };
  expect(questionOf(elsewhere, matterOf(elsewhere, fromAda()))).toBe(
    'Send “Re: Broken lamp” to eve@elsewhere.example?',
  );
});

test('a writer’s name cannot pass for another recipient', () => {
  const posing = fromAda({ fromName: 'Ada (ada@bank.example)? Approved' });
  expect(questionOf(mail, matterOf(mail, posing))).toBe('Send “Re: Broken lamp” to ada@example.org?');
});

test('the author’s own question is asked as it is', () => {
  const asked = {
    title: 'Send this refund of $900.00 to Ada Example?',
    stepTitle: 'Ask',
    fields: { amount: 900 },
  };
  expect(questionOf(asked, matterOf(asked, fromAda()))).toBe('Send this refund of $900.00 to Ada Example?');
});

test('the buttons speak the question’s verbs', () => {
  const verbs = (words: string, operation?: string, amount?: string) =>
    Object.values(decisionVerbs(words, operation, amount));
  expect(verbs('Send this refund of ')).toEqual(['Send the refund', 'Do not send']);
  expect(verbs('Take over “')).toEqual(['Take over', 'Do not take over']);
  expect(verbs('URGENT: take over “')).toEqual(['Take over', 'Do not take over']);
  expect(verbs('Publish the weekly report?')).toEqual(['Publish the weekly report', 'Do not publish']);
  expect(verbs('Close the ticket of ')).toEqual(['Close the ticket', 'Do not close']);
  expect(verbs('Refund', 'http.request', '€186.00')).toEqual(['Refund €186.00', 'Do not refund']);
  expect(verbs('Shall we go on?')).toEqual(['Yes', 'No']);
  expect(verbs('Reply, after a yes', 'mail.send')).toEqual(['Send the reply', 'Do not send']);
  expect(verbs('Confirm the order by mail', 'mail.send')).toEqual(['Send the mail', 'Do not send']);
  expect(verbs('Sender is unknown', 'mail.send')).toEqual(['Send the mail', 'Do not send']);
  expect(verbs('Kundenanfrage', 'http.request')).toEqual(['Send the request', 'Do not send']);
  expect(verbs('')).toEqual(['Approve', 'Reject']);
});

test('an amount is written with its currency and never rounded', () => {
  expect(amountOf({ amount: 900, currency: 'usd' })?.text).toBe('$900.00');
  expect(amountOf({ amount: '49.90', currency: 'EUR' })?.text).toBe('€49.90');
  expect(amountOf({ amount: 186.005, currency: 'EUR' })?.text).toBe('€186.005');
  expect(amountOf({ total: 1000, currency: 'JPY' })?.text).toBe('¥1,000');
});

test('what may not be an amount is none', () => {
  expect(amountOf({ amount: 900 })).toBeUndefined();
  expect(amountOf({ amount_cents: 9000, currency: 'EUR' })).toBeUndefined();
  expect(amountOf({ amount: '1,900', currency: 'EUR' })).toBeUndefined();
  expect(amountOf({ amount: 900, currency: 'XXQ' })).toBeUndefined();
  expect(amountOf([900])).toBeUndefined();
});

test('the matter says who wrote what, how much, and which order', () => {
  expect(matterOf(refund, fromAda())).toEqual({
    person: { name: 'Ada Example', address: 'ada@example.org' },
    message: { subject: 'Broken lamp', text: 'It is broken.', at: 5 },
    amount: '€186.00',
    facts: [{ name: 'order', value: '10442' }],
  });
  const form = {
    triggerType: 'manual',
    trigger: { order: '7', name: 'Ada Example', message: 'Please send it again.' },
    startedAt: 5,
  } as unknown as Run; // the parts that are read
  expect(matterOf({ fields: {} }, form)).toMatchObject({
    person: { name: 'Ada Example' },
    message: { text: 'Please send it again.' },
    facts: [{ name: 'order', value: '7' }],
  });
});
