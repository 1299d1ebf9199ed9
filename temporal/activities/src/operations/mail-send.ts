import { messageIdOf } from '@dayshift/operations';
import { createTransport } from 'nodemailer';
import type { EffectsHost } from '../activity-host.ts';
import { OperationFailure } from '../operation-failure.ts';
import type { OperationHandler } from '../operation-handler.ts';

/**
 * Hands one mail to the SMTP server. A server that took it and broke the line before saying so may have sent it: then nobody
 * hands it over again before it is known.
 */
export function createMailSend({
  egress,
  smtp,
}: Pick<EffectsHost, 'egress' | 'smtp'>): OperationHandler<'mail.send'> {
  return async (mail, { idempotencyKey, signal, timeoutMs, confirm }) => {
    const { from, to, cc, subject, text, inReplyTo } = mail;
    const messageId = messageIdOf(from, idempotencyKey);
    const socket = await egress.connectSocket(smtp.host, smtp.port);
    const transport = createTransport({
      connection: socket,
      host: smtp.host,
      port: smtp.port,
      secure: smtp.isSecure ?? false,
      // The socket goes to a judged address; the certificate must still be the named host's.
      tls: { servername: smtp.host },
      ...(smtp.user === undefined ? {} : { auth: { user: smtp.user, pass: smtp.password ?? '' } }),
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const cutOff = () => socket.destroy();
    signal.addEventListener('abort', cutOff, { once: true });
    const timer = setTimeout(cutOff, timeoutMs);
    try {
      const headers = { 'X-Idempotency-Key': idempotencyKey };
      const thread = inReplyTo === undefined ? {} : { inReplyTo, references: inReplyTo };
      // A mail server takes whatever it is handed, as often as it is handed it.
      await confirm();
      const sent = await transport.sendMail({ from, to, cc, subject, text, messageId, headers, ...thread });
      return { output: { messageId, accepted: sent.accepted.map(addressOf) } };
    } catch (error) {
      throw error instanceof OperationFailure ? error : sortMailError(error, smtp.host);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', cutOff);
      transport.close();
      socket.destroy();
    }
  };
}

function addressOf(recipient: string | { address: string }): string {
  return typeof recipient === 'string' ? recipient : recipient.address;
}

// Not CONN: a line that breaks at any later time is reported under that name too.
const beforeTheMail = /^(EHLO|HELO|LHLO|STARTTLS|AUTH|MAIL FROM|RCPT TO|API)/;

/** A server's 4xx means later and 5xx never; a line that broke while the mail was under way means nobody knows. */
function sortMailError(error: unknown, host: string): OperationFailure {
  const { code, command, responseCode } = readMailError(error);
  const message = error instanceof Error ? error.message : String(error);
  const isAnswered = responseCode !== undefined && responseCode >= 400 && command !== 'CONN';
  const effect = isAnswered || beforeTheMail.test(command) ? 'not-happened' : 'unknown';
  const isFinal = isAnswered
    ? responseCode >= 500
    : ['EAUTH', 'ENOAUTH', 'EENVELOPE', 'EMESSAGE', 'ECONFIG'].includes(code);
  const failureCode = code === 'EAUTH' ? 'MAIL_AUTH' : isFinal ? 'MAIL_REFUSED' : 'MAIL_UNAVAILABLE';
  const what =
    effect === 'unknown'
      ? `The line to the mail server ${host} broke while the mail was under way`
      : `The mail server ${host} did not take the mail`;
  return new OperationFailure(failureCode, `${what}: ${message}`, {
    isRetryable: !isFinal,
    effect,
    details: { code, command, responseCode: responseCode ?? null },
    cause: error,
  });
}

function readMailError(error: unknown): { code: string; command: string; responseCode: number | undefined } {
  const fields = new Map<string, unknown>(error instanceof Error ? Object.entries(error) : []);
  const [code, command, responseCode] = ['code', 'command', 'responseCode'].map((name) => fields.get(name));
  return {
    code: typeof code === 'string' ? code : '',
    command: typeof command === 'string' ? command : '',
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
  };
}
