/** The exact host:port pairs an operator opened although they are private, e.g. the practice office. */
export type GrantedHosts = { includes: (host: string, port: number) => boolean };

/** For the agent that is only ever given requests to hosts whose grant was looked up a moment before. */
export const lookedUp: GrantedHosts = { includes: () => true };

/** Reads `host:port` entries; a wrong entry stops the start, because a silent one would open nothing or too much. */
export function parseGrantedHosts(entries: readonly string[]): GrantedHosts {
  const granted = new Set(entries.map(parseEntry));
  return { includes: (host, port) => granted.has(hostKey(host, port)) };
}

function parseEntry(entry: string): string {
  const match = /^(\[[0-9a-f:.]+\]|[^:/@\s]+):(\d{1,5})$/i.exec(entry);
  const port = Number(match?.[2]);
  if (!match?.[1] || port < 1 || port > 65_535 || !URL.canParse(`http://${match[1]}`)) {
    throw new Error(
      `"${entry}" is not a host that can be granted: write it as host:port, for example 127.0.0.1:4025.`,
    );
  }
  return hostKey(new URL(`http://${match[1]}`).hostname, port);
}

function hostKey(host: string, port: number): string {
  return `${host.toLowerCase().replace(/^\[|\]$/g, '')} ${port}`;
}
