import { expect, it } from 'vitest';
import { readMail } from './read-mail.ts';

it.each([
  ['Auto-Submitted: auto-replied', true],
  ['Auto-Submitted: Auto-Generated; reason="ticket"', true],
  ['Auto-Submitted: no', false],
  ['Auto-Submitted: No (a person wrote it)', false],
  ['X-Autoreply: yes', true],
  ['X-Autorespond: Re: lamp', true],
  ['Precedence: auto_reply', true],
  ['Content-Type: multipart/report; report-type=delivery-status; boundary="b"', true],
  ['Content-Type: message/delivery-status', true],
  ['Return-Path: <>', true],
  ['Return-Path: <ada@example.com>', false],
  // What a mail asks of its readers' machines says nothing about who wrote it.
  ['X-Auto-Response-Suppress: OOF', false],
  ['Precedence: first-class', false],
])('a mail with "%s" was written by a machine: %s', async (header, expected) => {
  const raw = `From: Ada <ada@example.com>\r\nSubject: Auto-Submitted: auto-replied\r\n${header}\r\n\r\nI am away.\r\n`;
  expect(await readMail(Buffer.from(raw), 1)).toMatchObject({ mail: { isAutomatic: expected } });
});
