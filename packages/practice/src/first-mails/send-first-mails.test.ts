import { createServer } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { expect, it } from 'vitest';
import { aFolder, afterwards, anOffice } from '../test-office.ts';
import { listenPlain } from '../web/listen.ts';
import { firstMails } from './first-mails.ts';

/** Stands where Dayshift's own listener does. `refuse` may answer a mail with an SMTP status. */
async function aListener(refuse: (count: number) => number | undefined = () => undefined, port = 0) {
  const taken: { messageId: string; to: string; at: number }[] = [];
  let count = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 200,
    onData(stream, session, done) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
      });
      stream.on('end', () => {
        count += 1;
        const responseCode = refuse(count);
        if (responseCode) return done(Object.assign(new Error('not now'), { responseCode }));
        const messageId = /^Message-ID: (.*)$/m.exec(text)?.[1]?.trim() ?? '';
        taken.push({ messageId, to: session.envelope.rcptTo[0]?.address ?? '', at: Date.now() });
        done();
      });
    },
  });
  server.on('error', () => undefined); // a sender that hangs up is part of one test
  const address = await listenPlain(server.server, { host: '127.0.0.1', port, mayMove: false });
  afterwards(() => new Promise<void>((done) => server.close(() => done())));
  return { address, taken };
}

const allIds = firstMails.map(({ messageId }) => messageId);

it('twelve mails arrive at support in their order, spread over the time', async () => {
  const listener = await aListener();
  const practice = await anOffice({ deliverTo: listener.address });
  const began = Date.now();
  await practice.sendFirstMails({ overSeconds: 1.2 });
  expect(listener.taken.map(({ messageId }) => messageId)).toEqual(allIds);
  expect(new Set(listener.taken.map(({ to }) => to))).toEqual(new Set(['support@dayshift.example']));
  expect(listener.taken[6]?.at).toBeGreaterThanOrEqual(began + 0.45 * 1200);
  expect(listener.taken[11]?.at).toBeGreaterThanOrEqual(began + 1200);
});

it('at the usual pace the first comes within 3 seconds and the first four within 30', () => {
  const dueSeconds = firstMails.map(({ at }) => at * 120);
  expect(dueSeconds[0]).toBeLessThan(3);
  expect(dueSeconds[3]).toBeLessThan(25);
  expect(dueSeconds.at(-1)).toBe(120);
  expect(dueSeconds).toEqual([...dueSeconds].sort((a, b) => a - b));
});

it('after a restart the rest is sent, and then nothing more', async () => {
  const listener = await aListener();
  const dataDir = aFolder();
  const first = await anOffice({ dataDir, deliverTo: listener.address });
  const sending = first.sendFirstMails({ overSeconds: 2 });
  await expect.poll(() => listener.taken.length).toBeGreaterThanOrEqual(4);
  await first.stop();
  await sending;
  expect(listener.taken.length).toBeLessThan(12);
  const second = await anOffice({ dataDir, deliverTo: listener.address });
  await Promise.all([second.sendFirstMails({ overSeconds: 0 }), second.sendFirstMails({ overSeconds: 0 })]);
  expect(listener.taken.map(({ messageId }) => messageId)).toEqual(allIds);
});

it('a listener that is not there yet, and then busy, is tried again', async () => {
  const placeholder = createServer();
  const address = await listenPlain(placeholder, { host: '127.0.0.1', port: 0, mayMove: false });
  await new Promise((done) => placeholder.close(done));
  const practice = await anOffice({ deliverTo: address });
  const sending = practice.sendFirstMails({ overSeconds: 0 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  const listener = await aListener((count) => (count === 1 ? 451 : undefined), address.port);
  await sending;
  expect(listener.taken.map(({ messageId }) => messageId)).toEqual(allIds);
});

it('a mail that is refused for good does not hold up the others', async () => {
  const listener = await aListener((count) => (count === 2 ? 554 : undefined));
  const warnings: object[] = [];
  const log = { info: () => undefined, warn: (details: object) => void warnings.push(details) };
  const practice = await anOffice({ deliverTo: listener.address, log });
  await practice.sendFirstMails({ overSeconds: 0 });
  expect(listener.taken).toHaveLength(11);
  expect(warnings).toMatchObject([{ mail: '02-how-to-address' }]);
});
