import { isUtf8 } from 'node:buffer';

/** What says nothing about bytes above 127: no name at all, or ASCII, which has none. */
const silent = /^(|us-ascii|ascii|ansi_x3\.4-1968|utf-?8|unknown-8bit|x-unknown|default|none)$/i;

/**
 * The character set to read bytes by. A declared one is believed unless it cannot be: then it is UTF-8 if the bytes are, and
 * otherwise `fallback`, which in mail without a name is nearly always the Windows set of western Europe.
 */
export function charsetOf(
  bytes: Uint8Array,
  declared: string | undefined,
  fallback = 'windows-1252',
): string {
  const name = declared?.trim() ?? '';
  if (!silent.test(name)) return name;
  return isUtf8(bytes) ? 'utf-8' : fallback;
}

/** The first set that the start of a mail names and that can be read: what its own raw headers are most likely written in. */
export function charsetNamedIn(raw: Uint8Array): string | undefined {
  const start = Buffer.from(raw.subarray(0, 65_536)).toString('latin1');
  for (const [, name = ''] of start.matchAll(/charset ?= ?["']?([\w.:-]{1,40})/gi))
    if (!silent.test(name) && canDecode(name)) return name;
  return undefined;
}

function canDecode(name: string): boolean {
  try {
    new TextDecoder(name);
    return true;
  } catch {
    return false;
  }
}
