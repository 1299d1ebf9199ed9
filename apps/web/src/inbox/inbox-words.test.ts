import { describe, expect, test } from 'vitest';
import { ApiError } from '../api/api-error.ts';
import { approvalSentence, historySentence, shortDigest } from './action-words.ts';
import { approvalTitles } from './approval-titles.ts';
import { decisionWords, isSettled } from './decision-words.ts';
import { takenWords } from './decisions.ts';
import { beginningOf, isLong } from './long-values.ts';
import { commandOfKey } from './use-inbox-keys.ts';

describe('the sentence over a card', () => {
  test('says who wants to do what', () => {
    const from = { workerName: 'Hiro', playbookName: 'Answer or refund', state: 'open' as const };
    expect(approvalSentence({ ...from, operation: 'mail.send' })).toBe('Hiro wants to send this e-mail');
    expect(approvalSentence(from)).toBe('Hiro asks you to check this');
    expect(approvalSentence({ ...from, assignee: 'Support lead' })).toBe(
      'Hiro asks Support lead to check this',
    );
    expect(approvalSentence({ ...from, state: 'applied' })).toBe('Hiro asked you to check this');
    expect(approvalSentence({ ...from, operation: 'crm.update' })).toBe('Hiro wants to do this: crm.update');
    expect(approvalSentence({ playbookName: 'Weekly report', operation: 'mail.send', state: 'open' })).toBe(
      'Weekly report wants to send this e-mail',
    );
  });

  test('an operation named like a part of every object is not taken for a known one', () => {
    expect(approvalSentence({ playbookName: 'P', operation: 'constructor', state: 'open' })).toBe(
      'P wants to do this: constructor',
    );
  });
});

test('a question that only has its step’s name is told by what it is about', () => {
  const of = { stepTitle: 'Refund', runTitle: 'Charged twice' };
  expect(approvalTitles({ ...of, title: 'Refund' })).toEqual({ title: 'Charged twice', detail: 'Refund' });
  expect(approvalTitles({ ...of, title: 'Refund 49.00 € to Lena Park' })).toEqual({
    title: 'Refund 49.00 € to Lena Park',
    detail: 'Charged twice',
  });
});

test('what the question says is not said again below it', () => {
  const of = { stepTitle: 'Reply', runTitle: 'Charged twice, again, Lena Park' };
  const { detail } = approvalTitles({ ...of, title: 'Send “Re: Charged twice, again” to lena@example.org' });
  expect(detail).toBe('Lena Park');
  expect(approvalTitles({ ...of, title: 'Refund €49.00' }).detail).toBe('Charged twice, again, Lena Park');
});

test('earlier decisions are one sentence', () => {
  expect(historySentence({ approved: 41, edited: 3, rejected: 1 })).toBe(
    'Approved 41 of the last 42, edited 3.',
  );
  expect(historySentence({ approved: 2, edited: 0, rejected: 0 })).toBe(
    'Approved 2 of the last 2, none edited.',
  );
  expect(historySentence({ approved: 0, edited: 0, rejected: 1 })).toBe('1 decision so far: rejected.');
  expect(historySentence({ approved: 0, edited: 0, rejected: 0 })).toBe(
    'Nobody has decided about this step before.',
  );
});

test('a digest is shown in groups that can be compared by eye', () => {
  expect(shortDigest('sha256:9f2c71ab04de5566')).toBe('9f2c 71ab 04de');
  expect(shortDigest('9f2c71ab04de5566')).toBe('9f2c 71ab 04de');
});

describe('what a decided row says', () => {
  const decision = { id: 'd', verdict: 'approve' as const, by: 'Dana', at: 1, isEdited: false, digest: 'x' };
  const approved = { state: 'applied' as const, decision, operation: 'mail.send' };

  test('“sent” only when it was', () => {
    expect(decisionWords({ ...approved, state: 'decided' }).words).toBe('approved, on its way');
    expect(decisionWords(approved).words).toBe('approved, on its way');
    expect(decisionWords({ ...approved, execution: { state: 'started', at: 2 } }).words).toBe(
      'approved, on its way',
    );
    expect(decisionWords({ ...approved, isRunOver: true }).words).toBe('approved too late, nothing was done');
    expect(decisionWords({ ...approved, state: 'cancelled' }).words).toBe(
      'approved too late, nothing was done',
    );
    expect(
      decisionWords({ ...approved, isRunOver: true, execution: { state: 'started', at: 2 } }).words,
    ).toBe('approved; whether it went out is not known');
    expect(
      decisionWords({ ...approved, state: 'cancelled', execution: { state: 'done', at: 3 } }).words,
    ).toBe('sent');
    expect(isSettled({ ...approved, isRunOver: true })).toBe(true);
    expect(decisionWords({ ...approved, execution: { state: 'done', at: 3 } }).words).toBe('sent');
    expect(decisionWords({ ...approved, execution: { state: 'failed', at: 3 } }).words).toBe(
      'approved, but it failed',
    );
  });

  test('a rejection is settled at once, an approval when its action is', () => {
    expect(isSettled({ ...approved, decision: { ...decision, verdict: 'reject' } })).toBe(true);
    expect(isSettled(approved)).toBe(false);
    expect(isSettled({ ...approved, execution: { state: 'failed', at: 3 } })).toBe(true);
    expect(isSettled({ state: 'expired' })).toBe(true);
  });
});

test('who was first is named, also when the answer says it another way', () => {
  const details = { by: 'Sam Rivers', at: new Date(2026, 10, 21, 10, 40).getTime(), verdict: 'reject' };
  const conflict = (of: unknown) =>
    new ApiError(409, { code: 'APPROVAL_DECIDED', message: 'Decided.', details: of });
  expect(takenWords(conflict(details))).toBe('Sam Rivers rejected this at 10:40. Your answer was not used.');
  expect(takenWords(conflict({ decision: details }))).toContain('Sam Rivers rejected');
  expect(takenWords(conflict({ state: 'expired' }))).toBe('Decided.');
});

test('long texts begin closed, by length or by lines', () => {
  expect(isLong('short')).toBe(false);
  expect(isLong('x'.repeat(1_501))).toBe(true);
  expect(isLong('line\n'.repeat(30))).toBe(true);
  expect(beginningOf('line\n'.repeat(30)).split('\n')).toHaveLength(8);
});

test('the keys of the inbox', () => {
  expect(['j', 'k', 'a', 'r', 'e', 'Enter', 'Escape', 'x'].map(commandOfKey)).toEqual([
    'next',
    'previous',
    'approve',
    'reject',
    'edit',
    'open',
    'back',
    undefined,
  ]);
});
