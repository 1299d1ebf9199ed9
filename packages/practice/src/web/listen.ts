import type { Server } from 'node:net';
import type { FastifyInstance } from 'fastify';

export type Address = { host: string; port: number };

/** Where to listen. Port 0 is any free one; with `mayMove`, a port that somebody else holds becomes a free one too. */
export type Place = Address & { mayMove: boolean };

export async function listenWeb(app: FastifyInstance, place: Place): Promise<Address> {
  await moveIfTaken(place, ({ host, port }) => app.listen({ host, port }));
  return addressOf(app.server, place.host);
}

export async function listenPlain(server: Server, place: Place): Promise<Address> {
  await moveIfTaken(
    place,
    ({ host, port }) =>
      new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve();
        });
      }),
  );
  return addressOf(server, place.host);
}

async function moveIfTaken(place: Place, open: (address: Address) => Promise<unknown>): Promise<void> {
  try {
    await open(place);
  } catch (error) {
    if (!place.mayMove || !isTaken(error)) throw error;
    await open({ host: place.host, port: 0 });
  }
}

function addressOf(server: Server, host: string): Address {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return { host, port: address.port };
}

function isTaken(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
  );
}
