import { once } from 'node:events';
import { request } from 'node:http';
import Fastify from 'fastify';
import { expect, it } from 'vitest';
import { type EventStream, openEventStream } from './event-stream.ts';

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
