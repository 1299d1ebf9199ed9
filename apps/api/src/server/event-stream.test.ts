import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { type EventStream, endAllStreams, mostStreams, openEventStream } from './event-stream.ts';

it('a browser that leaves while its picture is made breaks nothing, and what follows it is stopped', async () => {
  const app = Fastify();
  const opened = Promise.withResolvers<EventStream>();
  app.get('/live', (asked, reply) => opened.resolve(openEventStream(asked, reply)));
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const browser = request(`${address}/live`).end();
  await once(browser, 'response');
  const stream = await opened.promise;
  const ended = new Promise<void>((resolve) => stream.onEnd(resolve));
  browser.destroy();
  await ended;

  stream.send('snapshot', {});
  let isStopped = false;
  stream.onEnd(() => {
    isStopped = true;
  });
  // Writing after the end shows a turn later, as an error that nobody catches.
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(isStopped).toBe(true);
  await app.close();
});

it('one session follows live on so many pages and no more, and on others again once it leaves one', async () => {
  const app = Fastify();
  app.get('/live', (asked, reply) => void openEventStream(asked, reply));
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const open = async () => {
    const browser = request(`${address}/live`, { agent: false }).end();
    const [answer] = (await once(browser, 'response')) as [IncomingMessage];
    return { browser, status: answer.statusCode };
  };
  const browsers = await Promise.all(Array.from({ length: mostStreams }, open));
  expect(new Set(browsers.map(({ status }) => status))).toEqual(new Set([200]));
  expect((await open()).status).toBe(429);
  browsers[0]?.browser.destroy();
  await expect.poll(async () => (await open()).status).toBe(200);
  endAllStreams();
  await app.close();
});
