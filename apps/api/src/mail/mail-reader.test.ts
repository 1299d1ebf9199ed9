import { afterEach, expect, test } from 'vitest';
import { MailReader } from './mail-reader.ts';

const head = 'From: a@b.example\r\nTo: x@y.example\r\nSubject: s\r\nMIME-Version: 1.0\r\n';
const fill = (text: string, bytes = 10 * 1024 * 1024) =>
  text.repeat(Math.ceil(bytes / text.length)).slice(0, bytes);

let reader = new MailReader();
afterEach(async () => {
  await reader.stop();
  reader = new MailReader();
});

test.each([
  ['comments that never end', `${head}Content-Type: text/html\r\n\r\n${fill('<!--')}`],
  [
    '10,000 parts',
    `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(10_000)}--b--`,
  ],
  ['base64 that is none', `${head}Content-Transfer-Encoding: base64\r\n\r\n${fill('!Q')}`],
  ['one header of 250 kB', `${head}Cc: ${fill('a:', 250_000)}\r\n\r\nx`],
])('a mail of %s costs this thread less than 50 ms', async (_, raw) => {
  const bytes = Buffer.from(raw, 'latin1');
  await reader.read(Buffer.from(`${head}\r\nfirst`), 0);
  const before = process.threadCpuUsage();
  await reader.read(bytes, 0);
  const { user, system } = process.threadCpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(50);
});

test.each([
  ['ten million lines', `${head}\r\n${fill('\n')}`, /lines/],
  ['a thousand multiparts in each other', nested(1_000), /nesting/],
  ['headers without end', `${head}X: ${fill('a')}`, /header size/],
])('%s are refused by name and the next mail is read', async (_, raw, reason) => {
  await expect(reader.read(Buffer.from(raw, 'latin1'), 0)).rejects.toThrow(reason);
  expect((await reader.read(Buffer.from(`${head}\r\nnext`), 0)).mail.text).toBe('next');
});

test('a mail that takes too long is given up, with its thread, and the next mail is read', async () => {
  const hasty = new MailReader(30);
  const slow = hasty.read(Buffer.from(`${head}\r\n${fill('word word\r\n')}`), 0);
  await expect(slow).rejects.toThrow('Reading it took too long.');
  await expect(slow).rejects.toMatchObject({ name: 'UnreadableMail' });
  const patient = new MailReader();
  expect((await patient.read(Buffer.from(`${head}\r\nnext`), 0)).mail.text).toBe('next');
  await Promise.all([hasty.stop(), patient.stop()]);
});

test('mails read at once each get their own text', async () => {
  const texts = await Promise.all(
    Array.from(
      { length: 20 },
      async (_, index) => (await reader.read(Buffer.from(`${head}\r\nmail ${index}`), 0)).mail.text,
    ),
  );
  expect(texts).toEqual(Array.from({ length: 20 }, (_, index) => `mail ${index}`));
});

function nested(levels: number): string {
  const part = (level: number) => `Content-Type: multipart/mixed; boundary=b${level}\r\n\r\n--b${level}\r\n`;
  return `${head}${Array.from({ length: levels }, (_, level) => part(level)).join('')}\r\nx`;
}
