import type { AddressInfo } from 'node:net';
import { StoreFullError } from '@dayshift/store';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { ApiContext } from '../context.ts';
import { whyNoWork } from '../playbooks/why-no-work.ts';
import { RequestError } from '../server/request-error.ts';
import { listensTo } from '../triggers/mail-trigger.ts';
import { receiveMail } from '../use-cases/receive-mail.ts';
import { type ConnectionLimits, limitConnections } from './connection-limits.ts';

const largestMailBytes = 10 * 1024 * 1024;
const mostRecipients = 50;
/** Of all mails that are being received or read at the same moment. */
const mostHeldBytes = 64 * 1024 * 1024;
const usualLimits: ConnectionLimits = { total: 50, perAddress: 10, idleMs: 5_000, longestMs: 300_000 };

export interface MailListener {
  port: number;
  stop(): Promise<void>;
}

/** Takes mail for published playbooks over SMTP. 250 is said only when a run is under way, or the mail is kept. */
export async function startMailListener(
  context: ApiContext,
  at: { host: string; port: number },
  limits: ConnectionLimits = usualLimits,
): Promise<MailListener> {
  let heldBytes = 0;
  const server = new SMTPServer({
    name: 'dayshift',
    banner: 'Dayshift',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: largestMailBytes,
    logger: false,
    socketTimeout: 60_000,
    closeTimeout: 2_000,
    onRcptTo({ address }, session, done) {
      if (session.envelope.rcptTo.length >= mostRecipients) return done(reply(452, 'Too many recipients'));
      isWaitedFor(context, address).then(
        (isWaited) =>
          done(isWaited ? null : reply(550, 'No published playbook waits for mail to this address')),
        (error) => done(later(context, error)),
      );
    },
    onData(stream, session, done) {
      const { mailFrom, rcptTo } = session.envelope;
      const hold = holder();
      collect(stream, hold)
        .then(({ raw, isTooMuch }) => {
          if (stream.sizeExceeded) throw reply(552, 'The mail is larger than 10 MB');
          if (isTooMuch) throw reply(452, 'Too much mail arrives at the moment, try again later');
          const envelope = {
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
          };
          return context.arrivals.take(() => receiveMail(context, { raw, envelope }));
        })
        .finally(() => hold.release())
        .then(
          () => done(null, 'Taken in'),
          (error) => done(later(context, error)),
        );
    },
  });
  limitConnections(server.server, limits);
  server.on('error', (error: Error) => context.log.warn({ err: error }, 'mail connection'));
  await listen(server, at);
  const { port } = server.server.address() as AddressInfo; // it listens on TCP
  return { port, stop: () => new Promise((resolve) => server.close(() => resolve())) };

  function holder(): Hold {
    let mine = 0;
    return {
      take(bytes) {
        if (heldBytes + bytes > mostHeldBytes) return false;
        heldBytes += bytes;
        mine += bytes;
        return true;
      },
      release() {
        heldBytes -= mine;
        mine = 0;
      },
    };
  }
}

/** One mail's part of what all of them may hold in memory. */
interface Hold {
  take(bytes: number): boolean;
  release(): void;
}

async function isWaitedFor(context: ApiContext, address: string): Promise<boolean> {
  return (await context.published.all()).some(
    (published) => whyNoWork(published)?.isForAWhile !== false && listensTo(published.graph, address),
  );
}

/** Reads on when it is too much, to be able to answer, but keeps nothing more. */
async function collect(
  stream: SMTPServerDataStream,
  hold: Hold,
): Promise<{ raw: Buffer; isTooMuch: boolean }> {
  let chunks: Buffer[] = [];
  let isTooMuch = false;
  for await (const each of stream) {
    const chunk = each as Buffer; // a byte stream
    isTooMuch ||= !hold.take(chunk.length);
    if (isTooMuch || stream.sizeExceeded) chunks = [];
    else chunks.push(chunk);
  }
  return { raw: Buffer.concat(chunks), isTooMuch };
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Not the sender's fault: it keeps the mail and tries again. */
function later(context: ApiContext, error: unknown): Error {
  if (error instanceof Error && 'responseCode' in error) return error;
  if (error instanceof RequestError && error.status === 429)
    return reply(451, 'Too much is waiting already, try again later');
  if (error instanceof StoreFullError)
    return reply(452, 'The disk of this installation is full, try again later');
  context.log.error({ err: error }, 'a mail could not be taken in');
  return reply(451, 'Dayshift cannot take mail right now, try again later');
}

function listen(server: SMTPServer, at: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(at.port, at.host, () => {
      server.server.off('error', reject);
      resolve();
    });
  });
}
