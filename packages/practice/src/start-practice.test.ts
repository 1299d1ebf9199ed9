import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { startPractice } from './start-practice.ts';
import { aFolder, afterwards, anOffice } from './test-office.ts';
import { listenPlain } from './web/listen.ts';

const host = '127.0.0.1';

it('a restart listens where the last start did, because open runs know the addresses', async () => {
  const dataDir = aFolder();
  const first = await anOffice({ dataDir });
  await first.stop();
  const second = await anOffice({ dataDir });
  expect([second.urls, second.smtp]).toEqual([first.urls, first.smtp]);
});

it('a remembered port that somebody else holds is given up', async () => {
  const dataDir = aFolder();
  const first = await anOffice({ dataDir });
  await first.stop();
  const stranger = createServer();
  afterwards(() => new Promise((done) => stranger.close(done)));
  await listenPlain(stranger, { host, port: Number(new URL(first.urls.helpDesk).port), mayMove: false });
  const second = await anOffice({ dataDir });
  expect(second.urls.helpDesk).not.toBe(first.urls.helpDesk);
  expect(second.urls.mail).toBe(first.urls.mail);
  expect((await fetch(`${second.urls.helpDesk}/refunds`)).status).toBe(200);
});

it('a port asked for that is taken is an error, and nothing stays behind', async () => {
  const one = await anOffice();
  const port = Number(new URL(one.urls.model).port);
  const dataDir = aFolder();
  const smtp = createServer();
  const free = await listenPlain(smtp, { host, port: 0, mayMove: false });
  await new Promise((done) => smtp.close(done));
  await expect(startPractice({ host, dataDir, ports: { model: port, smtp: free.port } })).rejects.toThrow(
    'EADDRINUSE',
  );
  await listenPlain(smtp, { ...free, mayMove: false });
  await new Promise((done) => smtp.close(done));
});

it('stopping twice is stopping once, also with a model call under way', async () => {
  const practice = await anOffice();
  const hanging = fetch(`${practice.urls.model}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'practice-hang', messages: [{ role: 'user', content: 'Hello?' }] }),
  }).catch(() => 'cut off');
  await new Promise((resolve) => setTimeout(resolve, 50));
  await Promise.all([practice.stop(), practice.stop()]);
  expect(await hanging).toBe('cut off');
});

it('it listens on this machine only', async () => {
  await expect(startPractice({ host: '0.0.0.0', dataDir: aFolder() })).rejects.toThrow(
    'on this machine only',
  );
});
