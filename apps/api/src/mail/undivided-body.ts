import type { Email } from 'postal-mime';
import { charsetOf } from './charset.ts';

/**
 * The body of a mail whose parts cannot be told apart (no boundary is named, or it never comes), as it came: what somebody
 * wrote must not vanish. Empty for every other mail.
 */
export function undividedBody({ headers, text, html, attachments }: Email, raw: Buffer): string {
  const type = headers.find(({ key }) => key === 'content-type')?.value ?? '';
  const isDivided = text !== undefined || html !== undefined || attachments.length > 0;
  if (isDivided || !/^\s*multipart\//i.test(type)) return '';
  const body = afterHeaders(raw);
  const words = new TextDecoder(charsetOf(body, undefined)).decode(body);
  return isOnlyBorders(words) ? '' : words;
}

/** Empty parts: there was nothing to lose. */
function isOnlyBorders(body: string): boolean {
  return body.split('\n').every((line) => line.trim() === '' || line.startsWith('--'));
}

function afterHeaders(raw: Buffer): Buffer {
  const ends = ['\r\n\r\n', '\n\n'].map((end) => ({ at: raw.indexOf(end), end })).filter(({ at }) => at >= 0);
  const first = ends.sort((a, b) => a.at - b.at)[0];
  return first ? raw.subarray(first.at + first.end.length) : Buffer.alloc(0);
}
