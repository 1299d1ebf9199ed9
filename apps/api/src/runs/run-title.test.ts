import { expect, test } from 'vitest';
import { runTitle } from './run-title.ts';

const titled = (trigger: Parameters<typeof runTitle>[1], type = 'manual') =>
  runTitle(type, trigger, 'Answer or refund');

test('a mail is called by its subject and who sent it', () => {
  const mail = { subject: 'Charged  twice', fromName: 'Ada Example', from: 'ada@example.org' };
  expect(titled(mail, 'mail-received')).toBe('Charged twice, Ada Example');
  expect(titled({ from: 'ada@example.org' }, 'mail-received')).toBe('(no subject), ada@example.org');
});

test('a form and a webhook are called by what was given, not by the playbook', () => {
  const values = {
    subject: 'Charged twice',
    customer_name: 'Ada Example',
    order: '10442',
    amount: 49,
    currency: 'EUR',
  };
  expect(titled(values)).toBe('Charged twice, Ada Example, order 10442, €49.00');
  expect(titled({ body: values, headers: { host: 'x' } }, 'webhook')).toBe(
    'Charged twice, Ada Example, order 10442, €49.00',
  );
  expect(titled({ order: 7 })).toBe('order 7');
  expect(titled({ wish: 'blue', size: 3 })).toBe('wish blue, size 3');
});

test('a schedule is called by its day', () => {
  expect(titled({ at: '2026-11-28T06:00:00+01:00' }, 'schedule')).toBe('Answer or refund, 2026-11-28');
});

test('a run that brought nothing is called like its playbook', () => {
  expect(titled({})).toBe('Answer or refund');
  expect(titled(null)).toBe('Answer or refund');
  expect(titled({ body: 'plain' }, 'webhook')).toBe('Answer or refund');
});

test('a title is one line of at most 160 characters', () => {
  expect(titled({ subject: `a\nb ${'x'.repeat(500)}` })).toMatch(/^a b x{155}…$/);
});
