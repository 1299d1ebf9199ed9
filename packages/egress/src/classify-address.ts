import ipaddr from 'ipaddr.js';

/** What kind of address it is; only `public` may be dialled without a grant. */
export type AddressClass = { isPublic: boolean; range: string };

export type ClassifyAddress = (address: string) => AddressClass;

// Everything IANA has handed out as global unicast lies in 2000::/3. ipaddr.js calls the rest
// "unicast" too, and with it ::127.0.0.1 (the old IPv4-compatible form).
const globalUnicast = ipaddr.parseCIDR('2000::/3');

/** Sorts one numeric address; anything it cannot read is refused, never waved through. */
export function classifyAddress(address: string): AddressClass {
  if (!ipaddr.isValid(address)) return { isPublic: false, range: 'unreadable' };
  // parse, not process: an IPv4-mapped address stays one, and nobody needs it for a public host.
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range !== 'unicast') return { isPublic: false, range };
  if (parsed.kind() === 'ipv6' && !parsed.match(globalUnicast)) return { isPublic: false, range: 'reserved' };
  return { isPublic: true, range };
}
