const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id such as `run_01hv…`: 48 bits of time, then 80 random bits, in base 32, so ids sort by creation.
 * Never called from workflow code, where neither a clock nor `crypto` exists.
 */
export function newId(prefix: string, now: number = Date.now()): string {
  let time = '';
  for (let rest = now, index = 0; index < 10; index += 1) {
    time = alphabet.charAt(rest % 32) + time;
    rest = Math.floor(rest / 32);
  }
  const random = crypto.getRandomValues(new Uint8Array(16));
  return `${prefix}_${time}${Array.from(random, (byte) => alphabet.charAt(byte % 32)).join('')}`;
}
