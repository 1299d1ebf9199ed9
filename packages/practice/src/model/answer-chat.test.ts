import { expect, test } from 'vitest';
import { answerChat } from './answer-chat.ts';
import { readChatRequest } from './chat-request.ts';

const schema = {
  type: 'object',
  properties: {
    intent: { type: 'string', enum: ['refund', 'question', 'spam'] },
    amount: { type: 'number' },
    summary: { type: 'string' },
  },
  required: ['intent', 'amount', 'summary'],
};

// The office shares a process, and so an event loop, with the rest of Dayshift.
test.each([
  'a',
  '\n',
  '\n ',
  '1',
  '.',
  'a.',
  'a-',
  '&',
  '<',
  '{',
  '["',
  '$1 ',
  'KB-1',
  'wrote:',
  'regards\n',
  '@',
])('a mail of 100 kB of %j does not keep the practice model busy', (piece) => {
  const mail = piece.repeat(Math.ceil(100_000 / piece.length)).slice(0, 100_000);
  const messages = [
    { role: 'system', content: 'Write a reply of at most 100 words to this mail.' },
    { role: 'user', content: `From: x\nSubject: y\n\n${mail}` },
  ];
  const response_format = { type: 'json_schema', json_schema: { name: 'x', schema } };
  for (const body of [{ messages }, { messages, response_format }]) {
    const request = readChatRequest({ model: 'practice-model', ...body });
    const before = process.threadCpuUsage();
    answerChat(request);
    const { user, system } = process.threadCpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(250);
  }
});
