import type { Fault } from '@dayshift/json-schema';

// The connection's own headers are not the author's to set: they could split or redirect the request.
const connectionHeaders = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'keep-alive',
  'te',
  'trailer',
]);
const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
// A header is sent as bytes: nothing above them, no line break, no NUL.
const bytesWithoutBreaks = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that HTTP does not allow, or that are the connection's own. */
export function headerFaults(headers: Record<string, string>): Fault[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const path = `headers.${name}`;
    if (connectionHeaders.has(name.toLowerCase()))
      return [{ path, message: `The header “${name}” belongs to the connection and cannot be set.` }];
    if (!token.test(name)) return [{ path, message: 'This name is none that HTTP allows for a header.' }];
    if (!bytesWithoutBreaks.test(value))
      return [{ path, message: 'A header takes one line of plain characters, no line break and no emoji.' }];
    return [];
  });
}
