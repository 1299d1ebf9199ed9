// The other end of every HTTP step of the bench, in a process of its own, so that its work is not counted as the product's.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer = JSON.stringify({ id: 'c1', name: 'Ada', orders: 3, total: 149.5 });

const server = createServer((request, response) => {
  // At once: what is measured is when the call arrived, not when it was read.
  const at = process.hrtime.bigint();
  request.resume();
  request.once('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(answer);
    if (request.method === 'POST') process.send?.({ path: request.url, at: at.toString() });
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo; // it listens on TCP
  process.send?.({ url: `http://127.0.0.1:${port}` });
});
// Whatever happens to the bench, nothing is left running.
process.once('disconnect', () => process.exit());
