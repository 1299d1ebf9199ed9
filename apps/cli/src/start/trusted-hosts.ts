/**
 * The `host:port` pairs that steps may reach although they are on this machine or in a private network: those that the
 * person who starts Dayshift has chosen, and no other.
 */
export function trustedHosts(
  urls: readonly (string | undefined)[],
  mailServer: { host: string; port: number },
): string[] {
  const hosts = urls
    .filter((url) => url !== undefined && URL.canParse(url))
    .map((url) => hostAndPort(new URL(url!)));
  return [...new Set([...hosts, `${mailServer.host}:${mailServer.port}`])];
}

function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
