import { connect, type Socket } from 'node:net';
import type { AddressGuard, ResolvedAddress } from './address-guard.ts';
import { EgressError } from './egress-error.ts';
import { translateError } from './translate-error.ts';

/** A plain connected socket to a judged address, for protocols other than HTTP (SMTP). */
export async function connectSocket(
  guard: AddressGuard,
  target: { host: string; port: number; timeoutMs: number },
): Promise<Socket> {
  const { host, port, timeoutMs } = target;
  const addresses = await guard.resolve(host, port);
  let failure: unknown;
  for (const address of addresses) {
    try {
      const socket = await dial(address, target, timeoutMs);
      guard.assertConnectedTo(host, port, socket.remoteAddress);
      return socket;
    } catch (error) {
      failure = error;
    }
  }
  throw translateError(failure, `${host}:${port}`);
}

function dial(
  to: ResolvedAddress,
  named: { host: string; port: number },
  timeoutMs: number,
): Promise<Socket> {
  return new Promise((done, failed) => {
    const socket = connect({ host: to.address, port: named.port });
    const timer = setTimeout(() => {
      const text = `${named.host}:${named.port} did not accept the connection within ${timeoutMs / 1000} seconds.`;
      socket.destroy(new EgressError('EGRESS_TIMEOUT', text, { mayHaveArrived: false }));
    }, timeoutMs);
    socket.once('error', failed);
    socket.once('close', () => clearTimeout(timer));
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeListener('error', failed);
      done(socket);
    });
  });
}
