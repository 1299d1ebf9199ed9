import type { KeyObject } from 'node:crypto';
import path from 'node:path';
import { loadApprovalKey, startApi } from '@dayshift/api';
import { type Fleet, startFleet } from '@dayshift/fleet';
import { CannotStart, type Environment, type Say } from '@dayshift/local-services';
import { practiceModelName, startPractice } from '@dayshift/practice';
import type { Store } from '@dayshift/store';
import type { TemporalConnection } from '@dayshift/temporal-client';
import type { Logger } from 'pino';
import type { StartCommand } from '../parse-command.ts';
import { chooseMailServer } from './choose-mail-server.ts';
import { chooseModel } from './choose-model.ts';
import type { StartedServices } from './started-services.ts';
import { trustedHosts } from './trusted-hosts.ts';

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
        deliverTo: { host, port: mailPort },
        log: log.child({ name: 'practice' }),
      })
    : undefined;
  if (practice) services.add({ name: 'The practice office', stop: () => practice.stop() });
  stopping.throwIfAborted();

  const allowedHosts = [...command.allowedHosts, ...hostsFrom(environment.DAYSHIFT_ALLOWED_PRIVATE_HOSTS)];
  const model = chooseModel(
    environment,
    practice && { baseUrl: practice.urls.model, name: practiceModelName },
  );
  const smtp = chooseMailServer(
    environment,
    practice && { ...practice.smtp, sentMailUrl: `${practice.urls.mail}/api/taken` },
  );
  let fleet: Fleet | undefined;
  const api = await startApi({
    store,
    temporal,
    startHere: () => fleet?.startRun,
    host,
    port,
    mailPort,
    ...(environment.DAYSHIFT_PUBLIC_URL ? { publicUrl: environment.DAYSHIFT_PUBLIC_URL } : {}),
    webDist: path.resolve(import.meta.dirname, '../../../web/dist'),
    workspaceId,
    approvalKey: approvalKey(dataFolder),
    model: { name: model.name, isPractice: model.isPractice, baseUrl: model.baseUrl },
    allowedPrivateHosts: allowedHosts,
    smtp,
    ...(practice ? { practice: { mailUrl: practice.urls.mail, helpDeskUrl: practice.urls.helpDesk } } : {}),
    log: log.child({ name: 'api' }),
  });
  services.add({ name: 'The API', stop: () => api.stop() });
  stopping.throwIfAborted();

  const started = await startFleet({
    store,
    temporal,
    roles: ['core', 'agent', 'effects'],
    host,
    port: 0,
    model,
    smtp,
    deliverablesFolder: path.join(dataFolder, 'deliverables'),
    allowedPrivateHosts: [...trustedHosts(Object.values(practice?.urls ?? {})), ...allowedHosts],
    approvalPublicKey: api.approvalPublicKey,
    log: log.child({ name: 'fleet' }),
  });
  fleet = started;
  services.add({ name: 'The fleet', stop: () => started.stop() });
  return { url: api.url, signInLink: () => api.signInLink(), begin };

  function begin(): void {
    practice
      ?.sendFirstMails()
      .catch((error: unknown) => log.error({ err: error }, 'the first mails were not sent'));
  }
}

const hostsFrom = (text = '') => text.split(',').filter((each) => each !== '');

function approvalKey(dataFolder: string): KeyObject {
  try {
    return loadApprovalKey({ dataDir: dataFolder });
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CannotStart(`${reason} Restore it from a backup, or start with --fresh.`, { cause });
  }
}
