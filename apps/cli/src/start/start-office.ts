import path from 'node:path';
import { startApi } from '@dayshift/api';
import { startFleet } from '@dayshift/fleet';
import type { Environment, Say } from '@dayshift/local-services';
import { startPractice } from '@dayshift/practice';
import type { Store } from '@dayshift/store';
import type { TemporalConnection } from '@dayshift/temporal-client';
import type { Logger } from 'pino';
import type { StartCommand } from '../parse-command.ts';
import { approvalKey } from './approval-key.ts';
import { chooseMailServer } from './choose-mail-server.ts';
import { chooseModel } from './choose-model.ts';
import type { StartedServices } from './started-services.ts';

const host = '127.0.0.1';
const workspaceId = 'main';

type StartOffice = {
  command: StartCommand;
  services: StartedServices;
  stopping: AbortSignal;
  store: Store;
  temporal: TemporalConnection;
  dataFolder: string;
  port: number;
  mailPort: number;
  log: Logger;
  say: Say;
  environment: Environment;
};

export type Office = { url: string; signInLink: () => Promise<string>; begin: () => void };

/** Starts what people and workers see: the practice office, the fleet, and the API with the web app. */
export async function startOffice(options: StartOffice): Promise<Office> {
  const { command, services, stopping, store, temporal, dataFolder, port, mailPort, log, environment } =
    options;
  const practice = command.hasPractice
    ? await startPractice({
        host,
        dataDir: path.join(dataFolder, 'practice'),
        inboundSmtp: { host, port: mailPort },
      })
    : undefined;
  if (practice) services.add({ name: 'The practice office', stop: () => practice.stop() });
  stopping.throwIfAborted();

  const key = approvalKey(dataFolder);
  const model = chooseModel(environment, practice?.urls.model);
  const fleet = await startFleet({
    store,
    temporal,
    roles: ['core', 'agent', 'effects'],
    host,
    port: 0,
    model,
    smtp: chooseMailServer(environment, practice?.smtp),
    deliverablesFolder: path.join(dataFolder, 'deliverables'),
    allowedPrivateHosts: practice ? Object.values(practice.urls).map((url) => new URL(url).host) : [],
    approvalPublicKey: key.publicPem,
    log: log.child({ name: 'fleet' }),
  });
  services.add({ name: 'The fleet', stop: () => fleet.stop() });
  stopping.throwIfAborted();

  const api = await startApi({
    store,
    temporal,
    host,
    port,
    mailPort,
    ...(environment.DAYSHIFT_PUBLIC_URL ? { publicUrl: environment.DAYSHIFT_PUBLIC_URL } : {}),
    webDist: path.resolve(import.meta.dirname, '../../../web/dist'),
    workspaceId,
    approvalKey: key.privateKey,
    model: { name: model.name, isPractice: model.isPractice },
    ...(practice ? { practice: { mailUrl: practice.urls.mail, helpDeskUrl: practice.urls.helpDesk } } : {}),
    log: log.child({ name: 'api' }),
  });
  services.add({ name: 'The API', stop: () => api.stop() });
  return { url: api.url, signInLink: () => api.signInLink(), begin: () => practice?.sendFirstMails() };
}
