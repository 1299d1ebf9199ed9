import type { LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressGuard } from './address-guard.ts';

/**
 * undici's connector behind the guard: the addresses are resolved and judged here, and the socket is given
 * exactly those through `lookup`, so there is no second look-up a rebinding name could answer differently.
 */
export function guardedConnector(guard: AddressGuard, connectMs: number): buildConnector.connector {
  return (options, callback) => {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80);
    guard.resolve(options.hostname, port).then(
      (addresses) => {
        // node:net calls `lookup` for names only; a literal address has been judged by now and is dialled as it is.
        const lookup: LookupFunction = (_host, _options, done) => done(null, addresses);
        // `all` is always asked for because autoSelectFamily is on: every address was judged, each may be tried.
        const connect = buildConnector({
          timeout: connectMs,
          allowH2: false,
          autoSelectFamily: true,
          lookup,
        });
        connect(options, (error, socket) => {
          if (error) return callback(error, null);
          try {
            guard.assertConnectedTo(options.hostname, port, socket?.remoteAddress);
          } catch (refused) {
            socket?.destroy();
            return callback(refused as Error, null); // assertConnectedTo throws EgressError only
          }
          callback(null, socket as NonNullable<typeof socket>); // no error means a socket
        });
      },
      (error: Error) => callback(error, null),
    );
  };
}
