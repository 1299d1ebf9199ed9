import { expect, it } from 'vitest';
import { readMail } from './read-mail.ts';

it.each([
  ['List-Unsubscribe: <mailto:stop@shop.example>', true],
  ['List-Id: Lamps <lamps.lists.example>', true],
  ['Precedence: bulk', true],
  ['Feedback-ID: 1:campaign:shop', true],
  ['Precedence: first-class', false],
  ['X-Mailer: Lamp Mail', false],
])('a mail with "%s" was sent to many: %s', async (header, expected) => {
  const raw = `From: Ada <ada@example.com>\r\nSubject: Hello\r\n${header}\r\n\r\nPlease unsubscribe me.\r\n`;
  expect(await readMail(Buffer.from(raw), 1)).toMatchObject({ mail: { isToMany: expected } });
});
