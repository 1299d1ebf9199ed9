/** The practice office as `host:port` pairs: what steps may reach although it is on this machine. */
export function trustedHosts(urls: readonly string[]): string[] {
  return [...new Set(urls.map((url) => hostAndPort(new URL(url))))];
}

function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
