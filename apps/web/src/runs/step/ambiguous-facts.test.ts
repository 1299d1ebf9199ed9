import { expect, it } from 'vitest';
import { aStep, aView } from '../run-builders.test-support.ts';
import { ambiguousFacts, assumedOutput } from './ambiguous-facts.ts';

const now = Date.parse('2026-01-05T12:00:00Z');
const step = (operation: string, details: object, more = {}) => ({
  ...aStep('reply'),
  title: 'Reply',
  operation,
  failure: { code: 'AMBIGUOUS_EFFECT', message: 'The mail may have been sent.', details: details as never },
  ...more,
});

it('asks about a mail with all that is known of it', () => {
  const facts = ambiguousFacts(
    aView(),
    step('mail.send', {
      effect: 'unknown',
      to: 'ada@example.com',
      cc: 'bob@example.com',
      subject: 'Re: Refund',
      tries: 2,
      firstTriedAt: new Date(now - 600_000).toISOString(),
      lastTriedAt: new Date(now).toISOString(),
      canLook: true,
      cause: { code: 'MAIL_UNAVAILABLE', message: 'The mail server did not answer' },
    }),
    now,
  );
  expect(facts.question).toBe('Reply: The mail may have been sent. Was it?');
  expect(facts.known).toMatch(
    /^“Re: Refund” to ada@example\.com, copy to bob@example\.com\. Tried 2 times, first at \d\d:\d\d, last at \d\d:\d\d\. The mail server did not answer\.$/,
  );
  expect(facts).toMatchObject({ happened: 'It was sent', didNot: 'It was not sent', canLook: true });
});

it('asks about a request by its address', () => {
  const facts = ambiguousFacts(
    aView(),
    step('http.request', {
      method: 'POST',
      url: 'https://desk.example/refunds',
      firstTriedAt: new Date(now).toISOString(),
      tries: 1,
    }),
    now,
  );
  expect(facts.known).toMatch(/^POST https:\/\/desk\.example\/refunds\. Tried at \d\d:\d\d\.$/);
  expect(facts).toMatchObject({ happened: 'It was carried out', canLook: false });
});

it('asks also when nothing more is known, as of a run of an older version', () => {
  expect(ambiguousFacts(aView(), step('something.old', {}), now)).toEqual({
    question: 'Reply: It may have been carried out. Was it?',
    known: '',
    happened: 'It happened',
    didNot: 'It did not happen',
    canLook: false,
  });
});

it('knows what a mail that was sent after all would have given', () => {
  const input = { from: 'desk@lamps.example', to: 'Ada <ada@example.com>', cc: 'bob@example.com' };
  const sent = step('mail.send', { idempotencyKey: 'abc' }, { input });
  expect(assumedOutput(sent)).toEqual({
    messageId: '<abc@lamps.example>',
    accepted: ['ada@example.com', 'bob@example.com'],
  });
  expect(assumedOutput(step('something.old', {}, { input }))).toBeUndefined();
});
