const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

// By hand: btoa and Buffer are not there in a workflow, which this has to be the same in.

/** Base64 of a text's UTF-8 bytes. */
export function base64Of(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const bits = (first << 16) | (second << 8) | third;
    const left = bytes.length - at;
    parts.push(
      digits.charAt(bits >> 18),
      digits.charAt((bits >> 12) & 63),
      left > 1 ? digits.charAt((bits >> 6) & 63) : '=',
      left > 2 ? digits.charAt(bits & 63) : '=',
    );
  }
  return parts.join('');
}

/** The text behind Base64 of either alphabet; undefined when it is none, or not of UTF-8. */
export function textOfBase64(base64: string): string | undefined {
  const text = base64
    .replace(/\s/g, '')
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,2}$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(text) || text.length % 4 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let at = 0;
  for (let index = 0; index < text.length; index += 1) {
    bits = ((bits << 6) | digits.indexOf(text.charAt(index))) & 0xffffff;
    const filled = (index % 4) * 2;
    if (filled > 0) bytes[at++] = (bits >> (6 - filled)) & 0xff;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
