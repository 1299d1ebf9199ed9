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

  function assertPublic(host: string, port: number, address: string): void {
    const { isPublic, range } = classify(address);
    if (!isPublic) throw blocked({ host, port, address, range });
  }

  // A grant names a host; where its name leads is not the grantor's doing. The metadata service of a cloud, which hands out
  // its keys, is on a link-local address: opened only by an operator who writes that very address.
  function assertGrantable(host: string, port: number, address: string): void {
    const { range } = classify(address);
    if (host !== address && neverByName.includes(range)) throw blocked({ host, port, address, range });
  }

  return {
    async resolve(host, port) {
      const bare = host.replace(/^\[|\]$/g, '');
      const isGranted = granted.includes(bare, port);
      if (isLoopbackName(bare) && !isGranted)
        throw blocked({ host: bare, port, address: bare, range: 'loopback' });
      const family = isIP(bare);
      const addresses = family ? [{ address: bare, family }] : await resolve(bare);
      if (addresses.length === 0) throw new EgressError('EGRESS_DNS', `The name "${bare}" has no address.`);
      // One private address among public ones is how rebinding starts: the whole name is refused.
      const assert = isGranted ? assertGrantable : assertPublic;
      for (const { address } of addresses) assert(bare, port, address);
      return addresses;
    },
    assertConnectedTo(host, port, remoteAddress) {
      const bare = host.replace(/^\[|\]$/g, '');
      const assert = granted.includes(bare, port) ? assertGrantable : assertPublic;
      assert(bare, port, remoteAddress ?? '');
    },
  };
}

// Link-local, and the ways of IPv6 to write an IPv4 address, link-local ones among them.
const neverByName = ['linkLocal', 'ipv4Mapped', 'rfc6052', '6to4', 'teredo'];

// RFC 6761: these names are this machine whatever a resolver says, so it is not asked.
function isLoopbackName(host: string): boolean {
  return /(^|\.)localhost\.?$/i.test(host);
}

function blocked(at: { host: string; port: number; address: string; range: string }): EgressError {
  const { host, port, address, range } = at;
  const what = host === address ? address : `${host} (${address})`;
  const grantable = neverByName.includes(range)
    ? undefined
    : `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const how = grantable
    ? `Allow ${grantable} under Tools, “Private hosts”, or start Dayshift with --allow-host ${grantable}.`
    : 'It cannot be allowed under Tools.';
  return new EgressError(
    'EGRESS_BLOCKED',
    `${what} is not a public address (${range}), and only public hosts are called unless one is allowed. ${how}`,
    { grantable },
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
