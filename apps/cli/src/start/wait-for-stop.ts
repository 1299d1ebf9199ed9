export type StopRequest = { why: string; exitCode: number };

type Source = Pick<NodeJS.Process, 'on'>;

/** Signals of one key press: the terminal sends Ctrl-C to every process, and npm and the bootstrap forward it again. */
const samePressMs = 750;

/**
 * Tells when to stop: Ctrl-C, SIGTERM, a closed terminal, the process that started us gone, or an error nobody caught.
 * A second Ctrl-C while stopping calls `force`.
 */
export function waitForStop(force: () => void, source: Source = process): Promise<StopRequest> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const ask = (why: string, exitCode: number) => {
      if (askedAt !== undefined && Date.now() - askedAt > samePressMs) force();
      askedAt ??= Date.now();
      resolve({ why, exitCode });
    };
    source.on('SIGINT', () => ask('Ctrl-C', 0));
    source.on('SIGTERM', () => ask('SIGTERM', 0));
    source.on('SIGHUP', () => ask('the terminal was closed', 0));
    source.on('disconnect', () => ask('the process that started Dayshift is gone', 0));
    // What is left in memory after this cannot be trusted, what is in the store and in Temporal can.
    source.on('uncaughtException', (error) => {
      console.error(error);
      if (askedAt === undefined) ask('an unexpected error, please report it', 1);
    });
  });
}
