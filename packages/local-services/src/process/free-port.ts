import net from 'node:net';
import { CannotStart } from '../cannot-start.ts';

/** A port nobody listens on at this moment. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, host, () => {
      const { port } = server.address() as net.AddressInfo; // A TCP server that listens has an AddressInfo.
      server.close(() => resolve(port));
    });
  });
}

/** Refuses a port that the user asked for and somebody else has, before anything else is started. */
export function refuseTakenPort(port: number, host = '127.0.0.1'): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(port, error)));
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

function portError(port: number, error: NodeJS.ErrnoException): Error {
  if (error.code === 'EADDRINUSE') {
    return new CannotStart(
      `Port ${port} is in use by another program: stop that program or choose another port with --port.`,
    );
  }
  if (error.code === 'EACCES') {
    return new CannotStart(`This user may not listen on port ${port}: choose one above 1024 with --port.`);
  }
  return error;
}
