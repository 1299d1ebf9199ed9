import type { AddressInfo } from 'node:net';
import { StoreFullError } from '@dayshift/store';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { ApiContext } from '../context.ts';
import { whyNoWork } from '../playbooks/why-no-work.ts';
import { listensTo } from '../triggers/mail-trigger.ts';
import { receiveMail } from '../use-cases/receive-mail.ts';

const largestMailBytes = 10 * 1024 * 1024;
const mostRecipients = 50;

export interface MailListener {
  port: number;
  stop(): Promise<void>;
}

/** Takes mail for published playbooks over SMTP. 250 is said only when a run is under way, or the mail is kept. */
export async function startMailListener(
  context: ApiContext,
  at: { host: string; port: number },
): Promise<MailListener> {
  const server = new SMTPServer({
    name: 'dayshift',
    banner: 'Dayshift',
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    size: largestMailBytes,
    logger: false,
    maxClients: 50,
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
      collect(stream)
        .then((raw) => {
          if (stream.sizeExceeded) throw reply(552, 'The mail is larger than 10 MB');
          const envelope = {
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
          };
          return receiveMail(context, { raw, envelope });
        })
        .then(
          () => done(null, 'Taken in'),
          (error) => done(later(context, error)),
        );
    },
  });
  server.on('error', (error: Error) => context.log.warn({ err: error }, 'mail connection'));
  await listen(server, at);
  const { port } = server.server.address() as AddressInfo; // it listens on TCP
  return { port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function isWaitedFor(context: ApiContext, address: string): Promise<boolean> {
  return (await context.published.all()).some(
    (published) => whyNoWork(published)?.isForAWhile !== false && listensTo(published.graph, address),
  );
}

/** Reads on when it is too large, to be able to answer, but keeps nothing more. */
async function collect(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk as Buffer); // a byte stream
  return Buffer.concat(chunks);
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

/** Not the sender's fault: it keeps the mail and tries again. */
function later(context: ApiContext, error: unknown): Error {
  if (error instanceof Error && 'responseCode' in error) return error;
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
