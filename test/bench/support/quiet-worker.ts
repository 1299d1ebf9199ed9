import { DefaultLogger, Runtime } from '@temporalio/worker';

let isInstalled = false;

/** Keeps the SDK's start and stop messages out of the table. The runtime is one per process. */
export function quietWorker(): void {
  if (isInstalled) return;
  isInstalled = true;
  Runtime.install({ logger: new DefaultLogger('WARN') });
}
