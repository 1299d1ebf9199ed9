import { SMTPServer } from 'smtp-server';
import { type Address, listenPlain, type Place } from '../web/listen.ts';
import type { PracticeLog } from '../web/practice-log.ts';
import type { KeptMails } from './kept-mails.ts';

export type MailServer = { address: Address; stop: () => Promise<void> };

const maxBytes = 10 * 1_048_576;

/** The SMTP server that takes every mail and passes none on. */
export async function startMailServer(kept: KeptMails, place: Place, log: PracticeLog): Promise<MailServer> {
  const server = new SMTPServer({
    name: 'practice.dayshift.example',
    banner: 'Practice mailbox, nothing leaves this machine',
    authOptional: true,
    // Any name and password will do, so that a playbook's real settings can be tried here.
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? 'practice' }),
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    size: maxBytes,
    closeTimeout: 500,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => {
        if (!stream.sizeExceeded) chunks.push(chunk);
      });
      stream.on('end', () => {
        if (stream.sizeExceeded) return done(refusal(552, 'The mail is larger than 10 MB.'));
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        kept.keep(Buffer.concat(chunks), recipients).then(
          ({ id }) => done(null, `Kept as ${id}`),
          (error: unknown) => {
            log.warn({ err: error }, 'The practice mailbox could not keep a mail');
            done(refusal(451, 'The mail could not be kept.'));
          },
        );
      });
    },
  });
  // A client that hangs up in the middle is its own business; without a listener it would end this process.
  server.on('error', (error: unknown) => log.info({ err: error }, 'A mail client hung up'));
  const address = await listenPlain(server.server, place);
  return { address, stop: () => new Promise((done) => server.close(() => done())) };
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
