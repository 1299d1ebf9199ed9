import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface CountingProxy {
  url: string;
  /** Bytes that went to the browser so far: headers and streams included. */
  received(): number;
  stop(): Promise<void>;
}

/** Stands between a browser and a server and counts what comes over the wire. It changes nothing. */
export async function startCountingProxy(to: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(to);
  const sockets = new Set<Socket>();
  let bytes = 0;
  const server = createServer((browser) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [browser, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket
        .on('error', () => undefined)
        .once('close', () => {
          sockets.delete(socket);
          browser.destroy();
          upstream.destroy();
        });
    }
    upstream.on('data', (chunk) => {
      bytes += chunk.length;
    });
    browser.pipe(upstream);
    upstream.pipe(browser);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${own}`,
    received: () => bytes,
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
