import { DefaultLogger, type LogEntry, Runtime } from '@temporalio/worker';
import type { Logger } from 'pino';

let isInstalled = false;

/**
 * Once per process and before any connection. The SDK's own signal handlers would stop workers behind Fastify's back, so
 * they are off: the process decides when to drain.
 */
export function installRuntime(log: Logger): void {
  if (isInstalled) return;
  isInstalled = true;
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('WARN', (entry) => forward(log, entry)),
    telemetryOptions: { logging: { forward: {}, filter: { core: 'ERROR', other: 'ERROR' } } },
  });
}

function forward(log: Logger, { level, message, meta }: LogEntry): void {
  const fields = { ...meta, component: 'temporal' };
  if (level === 'ERROR') log.error(fields, message);
  else log.warn(fields, message);
}
