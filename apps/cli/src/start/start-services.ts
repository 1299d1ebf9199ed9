import path from 'node:path';
import { cacheFolder, startTemporal } from '@dayshift/local-services';
import { openLog } from '@dayshift/logging';
import { openStore } from '@dayshift/store';
import { prepareNamespace } from '@dayshift/temporal-client';
import { logFile, storeFile } from '../data-folder.ts';
import type { StartCommand } from '../parse-command.ts';
import { choosePort } from './choose-port.ts';
import { openBrowser } from './open-browser.ts';
import { reachTemporal } from './reach-temporal.ts';
import type { StartedServices } from './started-services.ts';
import { takeDataFolder } from './take-data-folder.ts';

const usualPort = 4200;
const usualMailPort = 2525;
const say = (line: string) => console.log(line);

/**
 * Starts one thing after the other, each known to `services` the moment it runs. Asked to stop in between, it throws
 * and the caller stops what there is.
 */
export async function startServices(
  command: StartCommand,
  services: StartedServices,
  stopping: AbortSignal,
): Promise<void> {
  const { env } = process;
  const began = Date.now();
  // What can be refused is refused first, before anything runs.
  const port = await choosePort(command.port, usualPort);
  const mailPort = await choosePort(undefined, usualMailPort);
  const dataFolder = path.resolve(command.data);
  const lock = await takeDataFolder(dataFolder, command.isFresh, say);
  services.add({ name: 'The data folder', stop: lock.release });

  const log = openLog({ file: logFile(dataFolder), level: env.LOG_LEVEL });
  const store = await openStore(
    env.MONGODB_URI ? { mongodbUri: env.MONGODB_URI } : { sqliteFile: storeFile(dataFolder) },
  );
  services.add({ name: 'The store', stop: () => store.close() });
  say(`Store: ${store.label}`);
  stopping.throwIfAborted();

  // Loading API and fleet takes a second, which the server needs anyway.
  const loading = import('./start-office.ts');
  loading.catch(() => undefined); // Awaited below, after what would be left running otherwise is known.
  const local = await startTemporal({ dataFolder, cacheFolder: cacheFolder(env), environment: env, say });
  services.add({ name: 'Temporal', stop: local.stop, pid: local.pid });
  say(`Temporal: ${local.label}`);
  stopping.throwIfAborted();

  const temporal = await reachTemporal(local, say);
  services.add({ name: 'The connection to Temporal', stop: () => temporal.close() });
  for (const missing of await prepareNamespace(temporal)) log.warn(`Temporal lets us not set the ${missing}`);
  stopping.throwIfAborted();

  const { startOffice } = await loading;
  const office = await startOffice({
    ...{ command, services, stopping, store, temporal, dataFolder, port, mailPort, log, say },
    environment: env,
  });
  const link = await office.signInLink();
  lock.note(office.url);
  say(`Dayshift is ready: ${link}`);
  log.info({ milliseconds: Date.now() - began }, 'Dayshift is ready');
  if (command.opensBrowser) openBrowser(link, env);
  office.begin();
}
