import net from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startMailListener } from '../mail/mail-listener.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { aGraph, aNode } from '../test-support/graphs.ts';
import { sendMail } from '../test-support/send-mail.ts';
import { ArrivalGate } from '../triggers/arrival-gate.ts';

const to = 'support@dayshift.example';
const mail = (id: string) =>
  `From: a@b.example\r\nTo: ${to}\r\nSubject: s\r\nMessage-ID: <${id}@b>\r\n\r\nhi`;
let office: TestOffice;
let id: string;
const open: net.Socket[] = [];
beforeEach(async () => {
  office = await aTestOffice();
  id = await office.publish(
    aGraph(
      [
        aNode('mail', 'mail-received', { to }),
        aNode('hook', 'webhook', { respond: 'accepted' }),
        aNode('done', 'end', { outcome: 'ok' }),
      ],
      ['mail:out>done', 'hook:out>done'],
    ),
  );
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await office.close();
});
const deliver = () => office.stranger('POST', `/hooks/${id}/hook`, { order: 1 });

test('a sender hears how long the queue is, and above a bound when to come again', async () => {
  expect((await deliver()).body).toEqual({ runId: expect.any(String) });
  let now = 1_000_000;
  office.context.arrivals = new ArrivalGate(
    { ...office.context, now: () => now },
    { waiting: 100, atOnce: 200 },
  );
  office.temporal.backlog = 42;
  expect(await deliver()).toMatchObject({ status: 202, body: { waiting: 42 } });
  office.temporal.backlog = 100;
  now += 5_000;
  const refused = await deliver();
  expect([refused.status, refused.body.code, refused.body.details]).toEqual([
    429,
    'QUEUE_FULL',
    { waiting: 100 },
  ]);
  expect(refused.headers).toMatchObject({
    'retry-after': '30',
    'content-type': expect.stringContaining('problem+json'),
  });
  const listener = await startMailListener(office.context, { host: '127.0.0.1', port: 0 });
  expect(await sendMail(listener.port, to, mail('1'))).toMatch(/^451 /);
  office.temporal.backlog = 5;
  now += 5_000;
  expect((await deliver()).status).toBe(202);
  expect(await sendMail(listener.port, to, mail('1'))).toMatch(/^250 /);
  expect((await office.stranger('GET', '/readyz')).body.waiting).toBe(5);
  await listener.stop();
});

test('no more deliveries are taken in at the same moment than fit', async () => {
  office.context.arrivals = new ArrivalGate(office.context, { waiting: 1_000, atOnce: 10 });
  const { start } = office.temporal.runs;
  office.temporal.runs.start = async (...of) => {
    await pause(50);
    return start(...of);
  };
  const answers = await Promise.all(Array.from({ length: 60 }, deliver));
  const codes = answers.map(({ status }) => status);
  expect(new Set(codes)).toEqual(new Set([202, 429]));
  expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('1');
  expect((await deliver()).status).toBe(202);
});

test('connections that only stand there keep no mail out, of one address and in all', async () => {
  const limits = { total: 12, perAddress: 5, idleMs: 1_500, longestMs: 60_000 };
  const listener = await startMailListener(office.context, { host: '127.0.0.1', port: 0 }, limits);
  const stand = async (address: string) => {
    const socket = net.connect({ port: listener.port, host: '127.0.0.1', localAddress: address });
    open.push(socket);
    return new Promise<string>((resolve) => {
      socket.once('data', (data) => resolve(data.toString()));
      socket.on('error', () => resolve('error'));
    });
  };
  const greetings = await Promise.all(Array.from({ length: 6 }, () => stand('127.0.0.1')));
  expect(greetings.filter((words) => words.startsWith('220'))).toHaveLength(5);
  expect(greetings.filter((words) => words.startsWith('421'))).toHaveLength(1);
  // Another address is not kept out by the first one's.
  expect(await stand('127.0.0.2')).toMatch(/^220/);
  await Promise.all(['127.0.0.2', '127.0.0.3'].flatMap((address) => [1, 2, 3].map(() => stand(address))));
  expect(await stand('127.0.0.4')).toMatch(/^421/);
  await pause(2_300);
  expect(await sendMail(listener.port, to, mail('2'))).toMatch(/^250/);
  expect(await stand('127.0.0.4')).toMatch(/^220/);
  await listener.stop();
});

test.each(['/api/session', '/api/home', '/api/none', '/livez'])('%s is kept by nobody', async (address) => {
  expect((await office.request('GET', address)).headers['cache-control']).toBe('no-store');
  expect((await office.stranger('GET', address)).headers['cache-control']).toBe('no-store');
});
