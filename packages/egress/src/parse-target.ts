import { EgressError } from './egress-error.ts';

/** Reads an address the way it will be dialled; http and https only, and no password hidden inside it. */
export function parseTarget(input: string | URL, base?: URL): URL {
  const text = String(input);
  if (!URL.canParse(text, base?.href)) throw invalid(`"${shorten(text)}" is not a web address.`);
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new EgressError(
      'EGRESS_BLOCKED',
      `Only http and https addresses are called, not ${url.protocol}//.`,
    );
  }
  if (url.username || url.password) {
    throw invalid(
      `The address of ${url.host} contains a user name or password; put it into a header instead.`,
    );
  }
  return url;
}

function invalid(message: string): EgressError {
  return new EgressError('EGRESS_INVALID_URL', message);
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
