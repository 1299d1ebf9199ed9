import { mkdirSync } from 'node:fs';
import { sendFirstMails } from './first-mails/send-first-mails.ts';
import { startHelpDesk } from './help-desk/start-help-desk.ts';
import type { SentMail } from './mailbox/sent-mail.ts';
import { startMailbox } from './mailbox/start-mailbox.ts';
import { type Latency, startModel, usualLatency } from './model/start-model.ts';
import { choosePlaces, type PracticePorts } from './practice-places.ts';
import type { Address } from './web/listen.ts';
import { noLog, type PracticeLog } from './web/practice-log.ts';

export type PracticeOptions = {
  host: string;
  /** Mails, refunds, tickets and ports are kept here. */
  dataDir: string;
  /** Exact ports; one left out is the one of last time, or a free one. */
  ports?: Partial<PracticePorts>;
  /** Dayshift's own listener for mail, which the first mails are sent to; without it none are sent. */
  deliverTo?: Address | undefined;
  log?: PracticeLog;
  modelLatency?: Latency;
};

export type Practice = {
  /** The model's is a base URL for clients and ends in `/v1`. */
  urls: { mail: string; helpDesk: string; model: string };
  smtp: Address;
  /** Resolves when all are delivered or the office stops. Mails delivered before are not sent again. */
  sendFirstMails: (options?: { overSeconds?: number }) => Promise<void>;
  /** What Dayshift sent, newest first. */
  receivedMails: () => SentMail[];
  stop: () => Promise<void>;
};

/** Starts the practice office: a mailbox, a help desk and a scripted model, all in this process and on this machine. */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { host, dataDir, deliverTo, log = noLog, modelLatency = usualLatency } = options;
  // It takes any password and shows all mail to whoever asks.
  if (!isLoopback(host)) throw new Error(`The practice office listens on this machine only, not on ${host}.`);
  mkdirSync(dataDir, { recursive: true });
  const places = choosePlaces(dataDir, host, options.ports ?? {});
  const running: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  let sending: Promise<void> = Promise.resolve();
  let stopped: Promise<void> | undefined;
  const stop = () => {
    stopping.abort();
    stopped ??= Promise.all([sending, ...running.map((end) => end())]).then(() => undefined);
    return stopped;
  };

  try {
    const mailbox = await startMailbox({ dataDir, smtp: places.smtp, web: places.mail, log });
    running.push(mailbox.stop);
    const helpDesk = await startHelpDesk({ dataDir, web: places.helpDesk, log });
    running.push(helpDesk.stop);
    const model = await startModel({ web: places.model, log, latency: modelLatency });
    running.push(model.stop);
    await places.remember({
      ...{ mail: mailbox.web.port, helpDesk: helpDesk.web.port },
      ...{ model: model.web.port, smtp: mailbox.smtp.port },
    });
    return {
      urls: { mail: urlOf(mailbox.web), helpDesk: urlOf(helpDesk.web), model: `${urlOf(model.web)}/v1` },
      smtp: mailbox.smtp,
      sendFirstMails({ overSeconds = 120 } = {}) {
        if (!deliverTo) return Promise.resolve();
        // A second call waits for the first: two at once would send everything twice.
        sending = sending.then(() =>
          sendFirstMails({ dataDir, deliverTo, overSeconds, stopping: stopping.signal, log }),
        );
        return sending;
      },
      receivedMails: mailbox.mails,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

function urlOf({ host, port }: Address): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
