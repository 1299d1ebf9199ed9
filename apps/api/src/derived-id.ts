import { createHash } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id that the same parts always give: a repeated request finds what the first one made. */
export function derivedId(prefix: string, ...parts: readonly string[]): string {
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
  return `${prefix}_${Array.from(digest.subarray(0, 26), (byte) => alphabet.charAt(byte % 32)).join('')}`;
}
