import type { KeyObject } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createEgress, type Egress } from '@dayshift/egress';
import type { Store } from '@dayshift/store';
import type { Runs, TemporalConnection } from '@dayshift/temporal-client';
import type { Logger } from 'pino';
import { publicKeyOf } from './approvals/approval-key.ts';
import { startBackground } from './background.ts';
import type { ApiContext, ModelInUse } from './context.ts';
import { hireFirstWorker } from './first-worker/hire-first-worker.ts';
import { ChangeFeed } from './live/change-feed.ts';
import { FinishedRuns } from './live/finished-runs.ts';
import { RunTailers } from './live/run-tailers.ts';
import { startMailListener } from './mail/mail-listener.ts';
import { MailReader } from './mail/mail-reader.ts';
import { createMailer, type SmtpServer } from './notifications/mailer.ts';
import { PublishedPlaybooks } from './playbooks/published-playbooks.ts';
import { buildRoutes } from './routes/build-routes.ts';
import { projectRun } from './runs/project-run.ts';
import { endAllStreams } from './server/event-stream.ts';
import { createSignInLink } from './session/sign-in-links.ts';
import { temporalOf } from './temporal.ts';
import { ArrivalGate } from './triggers/arrival-gate.ts';
import { ScheduleKeeper } from './triggers/schedule-keeper.ts';

export interface ApiOptions {
  store: Store;
  temporal: TemporalConnection;
  /** Of a fleet in the same process, once it runs. */
  startHere?: () => Runs['start'] | undefined;
  host: string;
  /** 0 takes a free one; so does `mailPort`. */
  port: number;
  mailPort: number;
  /** Where browsers and webhooks reach this installation. Needed unless it is the address listened on. */
  publicUrl?: string;
  /** The built web app. */
  webDist: string;
  workspaceId: string;
  /** Ed25519; signs decisions. The fleet gets the public half. */
  approvalKey: KeyObject;
  /** The practice office, when it runs: the first worker is hired into it. */
  practice?: { mailUrl: string; helpDeskUrl: string };
  model: ModelInUse;
  /** Private hosts that steps may call because who starts Dayshift said so; shown, not enforced here. */
  allowedPrivateHosts?: string[];
  /** The mail server that playbooks send by; the people of this installation are written to through it. */
  smtp?: SmtpServer;
  log: Logger;
}

export interface Api {
  url: string;
  port: number;
  mailPort: number;
  /** PEM (SPKI). */
  approvalPublicKey: string;
  /** A fresh link that signs one browser in, once, within 15 minutes. */
  signInLink(): Promise<string>;
  stop(): Promise<void>;
}

/** Where mail for playbooks arrives. */
const mailAddress = 'support@dayshift.example';

/** The one person of an installation without accounts. */
const owner = 'You';

/** Serves the API, the web app, webhooks and mail, and does the work nobody waits for. Resolves when all of it listens. */
export async function startApi(options: ApiOptions): Promise<Api> {
  const { store, workspaceId, log } = options;
  let publicUrl = (options.publicUrl ?? `http://${options.host}:${options.port}`).replace(/\/+$/, '');
  const egress = createEgress({
    // Naming the mail server grants it, private or not.
    allowedPrivateHosts: options.smtp ? [`${options.smtp.host}:${options.smtp.port}`] : [],
  });
  const context = createContext(options, egress, () => publicUrl);
  if (options.practice) await hireFirstWorker(context, options.practice);

  const mail = await startMailListener(context, { host: options.host, port: options.mailPort });
  const temporalLabel = `Temporal ${await context.temporal.runs.serverVersion()} at ${options.temporal.address}`;
  const app = await buildRoutes(context, {
    host: options.host,
    isHttps: publicUrl.startsWith('https:'),
    // Cookies ignore ports: installations on one machine are told apart by their address.
    installation: `${workspaceId}|${publicUrl}`,
    webDist: options.webDist,
    hostsAtStart: options.allowedPrivateHosts ?? [],
    facts: {
      model: { name: options.model.name, isPractice: options.model.isPractice },
      ...(options.practice && {
        practice: { mailUrl: options.practice.mailUrl, helpDeskUrl: options.practice.helpDeskUrl },
      }),
      mailAddress: context.mailAddress,
      storeLabel: store.label,
      temporalLabel,
    },
  });
  await app.listen({ host: options.host, port: options.port });
  const { port } = app.server.address() as AddressInfo; // it listens on TCP
  if (options.publicUrl === undefined) publicUrl = `http://${options.host}:${port}`;
  const background = startBackground(context);
  return {
    url: publicUrl,
    port,
    mailPort: mail.port,
    approvalPublicKey: publicKeyOf(options.approvalKey),
    signInLink: () => createSignInLink(store, { workspaceId, user: owner, publicUrl, now: Date.now() }),
    async stop() {
      await mail.stop();
      await context.mailReader.stop();
      context.mailer?.stop();
      await background.stop();
      await egress.close();
      context.changes.stop();
      context.tailers.stop();
      endAllStreams();
      await app.close();
      log.info('the API stopped');
    },
  };
}

function createContext(options: ApiOptions, egress: Egress, publicUrl: () => string): ApiContext {
  const { store, workspaceId, log, smtp } = options;
  const now = () => Date.now();
  const temporal = temporalOf(options.temporal, options.startHere);
  const onError = (error: unknown) => log.warn({ err: error }, 'a live view has to wait');
  const published = new PublishedPlaybooks(store, workspaceId, now);
  return {
    store,
    temporal,
    workspaceId,
    log,
    now,
    approvalKey: options.approvalKey,
    published,
    arrivals: new ArrivalGate({ store, temporal, workspaceId, now }),
    schedules: new ScheduleKeeper({ temporal, published, workspaceId, log }),
    changes: new ChangeFeed(store, workspaceId, now, onError),
    tailers: new RunTailers(temporal, onError),
    mailReader: new MailReader(),
    finished: new FinishedRuns((run) => projectRun({ temporal }, run, { withEarlier: true }), now),
    publicUrl,
    mailAddress,
    mailer: smtp && createMailer({ egress, smtp, from: `dayshift@${mailAddress.split('@')[1]}` }),
    model: options.model,
  };
}
