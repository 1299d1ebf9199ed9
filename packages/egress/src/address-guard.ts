import { lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import { type ClassifyAddress, classifyAddress } from './classify-address.ts';
import { EgressError } from './egress-error.ts';
import type { GrantedHosts } from './granted-hosts.ts';

export type ResolvedAddress = { address: string; family: number };

/** Asks for every address of a name; dns.lookup unless a test brings its own. */
export type Resolve = (host: string) => Promise<ResolvedAddress[]>;

/** Decides which addresses may be dialled for a host. The addresses it returns are the only ones that are. */
export type AddressGuard = {
  resolve: (host: string, port: number) => Promise<ResolvedAddress[]>;
  /** Looks at a connected socket again: the last word, whatever happened on the way. */
  assertConnectedTo: (host: string, port: number, remoteAddress: string | undefined) => void;
};

export type AddressGuardOptions = {
  granted: GrantedHosts;
  resolve?: Resolve;
  classify?: ClassifyAddress;
};

export function createAddressGuard(options: AddressGuardOptions): AddressGuard {
  const { granted, resolve = resolveWithSystem, classify = classifyAddress } = options;

  function assertPublic(host: string, address: string): void {
    const { isPublic, range } = classify(address);
    if (!isPublic) throw blocked(host, address, range);
  }

  return {
    async resolve(host, port) {
      const bare = host.replace(/^\[|\]$/g, '');
      if (isLoopbackName(bare) && !granted.includes(bare, port)) throw blocked(bare, bare, 'loopback');
      const family = isIP(bare);
      const addresses = family ? [{ address: bare, family }] : await resolve(bare);
      if (addresses.length === 0) throw new EgressError('EGRESS_DNS', `The name "${bare}" has no address.`);
      // One private address among public ones is how rebinding starts: the whole name is refused.
      if (!granted.includes(bare, port)) for (const { address } of addresses) assertPublic(bare, address);
      return addresses;
    },
    assertConnectedTo(host, port, remoteAddress) {
      const bare = host.replace(/^\[|\]$/g, '');
      if (!granted.includes(bare, port)) assertPublic(bare, remoteAddress ?? '');
    },
  };
}

// RFC 6761: these names are this machine whatever a resolver says, so it is not asked.
function isLoopbackName(host: string): boolean {
  return /(^|\.)localhost\.?$/i.test(host);
}

function blocked(host: string, address: string, range: string): EgressError {
  const what = host === address ? address : `${host} (${address})`;
  return new EgressError(
    'EGRESS_BLOCKED',
    `${what} is not a public address (${range}); Dayshift only calls public hosts unless an operator grants this one.`,
  );
}

function resolveWithSystem(host: string): Promise<ResolvedAddress[]> {
  return new Promise((done, failed) => {
    systemLookup(host, { all: true }, (error, addresses) => {
      if (!error) return done(addresses);
      const why = error.code === 'ENOTFOUND' ? 'is not known' : `could not be looked up (${error.code})`;
      failed(
        new EgressError('EGRESS_DNS', `The name "${host}" ${why}. Check the spelling of the address.`, {
          cause: error,
        }),
      );
    });
  });
}
