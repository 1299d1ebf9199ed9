import type { Json } from '@dayshift/model';
import { describe, expect, test } from 'vitest';
import { operations } from './catalog.ts';
import { readInput, sayFault } from './read-input.ts';

const mail = { to: 'ada@example.com', subject: 'Your lamp', text: 'It is on its way.' };
const request = { method: 'POST', url: 'https://desk.example/refunds', body: { amount: 4 } };

function told(name: keyof typeof operations, input: Json): string[] {
  const read = readInput(operations[name], input);
  return read.ok ? [] : read.faults.map((fault) => sayFault(operations[name], fault));
}

describe('a mail that cannot be sent', () => {
  test.each([
    ['not a mail', 'Send mail, “to”: “not a mail” is no mail address; one looks like ada@example.com.'],
    [
      'ada@example.com, not a mail',
      'Send mail, “to”: “not a mail” is no mail address; one looks like ada@example.com.',
    ],
    [
      'Ada Example <ada@example>, bob@',
      'Send mail, “to”: “bob@” is no mail address; one looks like ada@example.com.',
    ],
    [
      'a@b@example..com',
      'Send mail, “to”: “a@b@example..com” is no mail address; one looks like ada@example.com.',
    ],
    ['ada@example.com\r\nBcc: eve@example.com', expect.stringContaining('is no mail address')],
    ['   ', 'Send mail, “to”: This must be a mail address, such as ada@example.com.'],
  ])('to %j says so', (to, sentence) => {
    expect(told('mail.send', { ...mail, to })).toEqual([sentence]);
  });

  test('names the field and its limit', () => {
    expect(told('mail.send', { ...mail, subject: 'x'.repeat(1_155) })).toEqual([
      'Send mail, “subject”: At most 500 characters; this has 1,155.',
    ]);
    expect(told('mail.send', { ...mail, subject: '' })).toEqual([
      'Send mail, “subject”: This must not be empty.',
    ]);
    expect(told('mail.send', { to: mail.to, text: '' })).toEqual(['Send mail, “subject”: This is needed.']);
    expect(told('mail.send', { ...mail, subject: 7 })).toEqual(['Send mail, “subject”: This must be text.']);
    expect(told('mail.send', { ...mail, bcc: 'eve@example.com' })).toEqual([
      'Send mail, “bcc”: There is no field “bcc” here.',
    ]);
    expect(told('mail.send', { ...mail, from: 'a@example.com, b@example.com' })).toEqual([
      'Send mail, “from”: A mail comes from one address.',
    ]);
  });
});

test.each([
  'ada@example.com',
  'Ada Example <ada@example.com>',
  '"Example, Ada; (the one)" <ada@example.com>, bob@example.org; carl@example.net',
  'jörg@bücher.example',
  'ada+lamps@mail.example.co',
  'root@localhost',
])('a mail to %s can be sent', (to) => {
  expect(told('mail.send', { ...mail, to })).toEqual([]);
});

test('a list of a thousand quotes and brackets is read in one go', () => {
  const started = performance.now();
  told('mail.send', { ...mail, to: '<"'.repeat(1_000) });
  expect(performance.now() - started).toBeLessThan(50);
});

describe('a request that cannot be carried out', () => {
  test.each<[string, Json, string]>([
    [
      'the connection’s own header',
      { headers: { Host: 'evil.example' } },
      'The header “Host” belongs to the connection and cannot be set.',
    ],
    [
      'a header of two lines',
      { headers: { 'x-a': '1\r\nx-b: 2' } },
      'A header takes one line of plain characters, no line break and no emoji.',
    ],
    [
      'a header name with a colon',
      { headers: { 'x: y': '1' } },
      'This name is none that HTTP allows for a header.',
    ],
    ['a GET with a body', { method: 'GET' }, 'A GET request has no body. Use POST, or remove the body.'],
    ['an address that is none', { url: 'desk' }, 'This must be a whole address, such as https://….'],
    ['another method', { method: 'TELEPORT' }, 'Choose one of the offered values.'],
  ])('%s says so', (_title, change, sentence) => {
    const faults = told('http.request', { ...request, ...(change as object) });
    expect(faults).toEqual([expect.stringContaining(sentence)]);
  });
});

test('a document’s path says what it should look like', () => {
  expect(told('deliverable.write', { path: '../x.md', title: '', content: '' })).toEqual([
    'Write deliverable, “path”: A path such as reports/overnight.md, with no two dots in a row.',
  ]);
});

test('what is fine comes back as the contract reads it, defaults filled in', () => {
  expect(readInput(operations['mail.send'], mail)).toEqual({
    ok: true,
    input: { ...mail, from: 'support@dayshift.example' },
  });
});
