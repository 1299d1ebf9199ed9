import { expect, it } from 'vitest';
import { effectInWords } from './effect-in-words.ts';

it.each([
  [
    'mail.send',
    { to: 'ada@example.com', subject: 'Your lamp', text: 'secret' },
    'Send “Your lamp” to ada@example.com',
  ],
  [
    'http.request',
    { method: 'POST', url: 'https://user:pass@desk.example/refunds?token=s3cret', body: { a: 1 } },
    'POST https://desk.example/refunds',
  ],
  ['deliverable.write', { path: 'reports/a.md', title: 'A', content: '…' }, 'File “A” as reports/a.md'],
  ['http.request', { url: 7 }, 'HTTP request'],
  ['something.new', null, 'something.new'],
])('%s is told in a line that has its target and no contents', (operation, input, words) => {
  expect(effectInWords({ operation, input })).toBe(words);
});
