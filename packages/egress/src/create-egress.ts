import type { Socket } from 'node:net';
import { Agent } from 'undici';
import {
  type AddressGuard,
  createAddressGuard,
  type Resolve,
  type ResolvedAddress,
} from './address-guard.ts';
import type { ClassifyAddress } from './classify-address.ts';
import { connectSocket } from './connect-socket.ts';
import { lookedUp, parseGrantedHosts } from './granted-hosts.ts';
import { guardedConnector } from './guarded-connector.ts';
import { type EgressFetch, guardedFetch } from './guarded-fetch.ts';

export type EgressOptions = {
  /** Exact host:port pairs an operator opens although they are private, e.g. the practice office on loopback. */
  allowedPrivateHosts?: readonly string[];
  /**
   * Pairs that a workspace has opened for itself, asked anew for every call that would be refused: so a grant counts at once,
   * and one that was taken back counts no more.
   */
  hostsOpenedBy?: (workspaceId: string) => Promise<readonly string[]>;
  timeouts?: { connectMs?: number; totalMs?: number };
  maxResponseBytes?: number;
  maxRedirects?: number;
  /** How names are looked up and addresses judged; for tests, the defaults are the guard. */
  resolve?: Resolve;
  classify?: ClassifyAddress;
};

/** The only door to the network: every address is judged at the moment it is dialled. */
export type Egress = {
  fetch: EgressFetch;
  /** Throws unless every address of the host may be dialled; for checks before saving a setting. */
  assertDialable: (host: string, port: number) => Promise<ResolvedAddress[]>;
  /** A connected socket for other protocols. The caller closes it. */
  connectSocket: (host: string, port: number) => Promise<Socket>;
  close: () => Promise<void>;
};

export function createEgress(options: EgressOptions = {}): Egress {
  const connectMs = options.timeouts?.connectMs ?? 10_000;
  const granted = parseGrantedHosts(options.allowedPrivateHosts ?? []);
  const { resolve, classify, hostsOpenedBy } = options;
  const guard = createAddressGuard({ granted, resolve, classify });
  // undici's own header and body timeouts are off: the total timeout of each call is the one that counts.
  const agentBehind = (judge: AddressGuard) =>
    new Agent({
      connect: guardedConnector(judge, connectMs),
      headersTimeout: 0,
      bodyTimeout: 0,
      allowH2: false,
    });
  const agent = agentBehind(guard);
  // Its own connections: one that a grant opened must not be used again by whoever was not granted it.
  const opened = agentBehind(createAddressGuard({ granted: lookedUp, resolve, classify }));
  const isOpenedBy = async (workspaceId: string, host: string, port: number) =>
    parseGrantedHosts((await hostsOpenedBy?.(workspaceId)) ?? []).includes(host, port);
  return {
    fetch: guardedFetch(
      { agent, opened, isOpenedBy },
      {
        totalMs: options.timeouts?.totalMs ?? 60_000,
        maxResponseBytes: options.maxResponseBytes ?? 10 * 1_048_576,
        maxRedirects: options.maxRedirects ?? 3,
      },
    ),
    assertDialable: (host, port) => guard.resolve(host, port),
    connectSocket: (host, port) => connectSocket(guard, { host, port, timeoutMs: connectMs }),
    // destroy, not close: an answer that nobody read to its end would keep the process from leaving.
    close: async () => void (await Promise.all([agent.destroy(), opened.destroy()])),
  };
}
