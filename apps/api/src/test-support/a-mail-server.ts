import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that keeps what it is sent. */
export interface MailServer {
  port: number;
  mails: { email: Email; raw: Buffer; to: string[] }[];
  /** What it answers to the next mails instead of taking them, first one first. */
  refusals: { code: number; text: string }[];
  header(index: number, name: string): string | undefined;
  stop(): Promise<void>;
}

export async function aMailServer(): Promise<MailServer> {
  const mails: MailServer['mails'] = [];
  const refusals: MailServer['refusals'] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', async () => {
        const refusal = refusals.shift();
        if (refusal) return done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
        const raw = Buffer.concat(chunks);
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({ email: await PostalMime.parse(raw), raw, to });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo; // it listens on TCP
  return {
    port,
    mails,
    refusals,
    header: (index, name) => mails[index]?.email.headers.find(({ key }) => key === name.toLowerCase())?.value,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
