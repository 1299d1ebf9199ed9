/** Tells which names and origins are ours: loopback names when bound to loopback, and the configured public address. */
export function ownHosts(host: string, publicUrl: () => string) {
  const names = new Set(['127.0.0.1', 'localhost', '[::1]']);
  const isOwnHost = (header: string) => {
    const name = nameOf(header);
    return (isLoopback(host) && names.has(name)) || name === new URL(publicUrl()).hostname || name === host;
  };
  const isOwnOrigin = (origin: string, hostHeader: string) => {
    if (origin === new URL(publicUrl()).origin) return true;
    const parsed = URL.canParse(origin) ? new URL(origin) : undefined;
    // The name in `Host` was already found to be ours.
    return parsed !== undefined && parsed.host === hostHeader && isOwnHost(hostHeader);
  };
  return { isOwnHost, isOwnOrigin };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function nameOf(header: string): string {
  return header.replace(/:\d+$/, '').toLowerCase();
}
