import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import net from 'node:net';

/**
 * Holds a folder by a name in the operating system that nobody can delete and that is free the moment this process is gone: an abstract
 * socket on Linux, a pipe on Windows. Undefined when another process holds it. Elsewhere there is no such thing and nothing is held.
 */
export async function holdName(folder: string): Promise<{ release(): void } | undefined> {
  const name = nameOf(folder);
  const nothing = { release: () => undefined };
  if (name === undefined) return nothing;
  const server = net.createServer((socket) => socket.destroy());
  const outcome = await new Promise<'held' | 'taken' | 'impossible'>((resolve) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(code === 'EADDRINUSE' ? 'taken' : 'impossible'),
    );
    server.listen(name, () => resolve('held'));
  });
  if (outcome === 'taken') return undefined;
  server.unref();
  return outcome === 'held' ? { release: () => server.close() } : nothing;
}

function nameOf(folder: string): string | undefined {
  if (process.platform === 'linux') {
    const { dev, ino } = statSync(folder);
    return `\0dayshift-${digest(`${dev}:${ino}`)}`;
  }
  if (process.platform === 'win32')
    return `\\\\.\\pipe\\dayshift-${digest(realpathSync(folder).toLowerCase())}`;
  return undefined;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
