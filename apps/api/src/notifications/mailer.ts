import type { Socket } from 'node:net';
import type { Egress } from '@dayshift/egress';
import { createTransport } from 'nodemailer';
import { notificationHeader } from '../mail/is-own-notification.ts';

/** Where mail is handed over for delivery. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server offers it. */
  isSecure?: boolean;
  user?: string;
  password?: string;
}

export interface PersonMail {
  /** The same for every try of one mail, so that a mailbox can tell a repeat. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** Writes to people of this installation, through the server its playbooks send by. */
export interface Mailer {
  /** "dayshift@dayshift.example through 127.0.0.1:1025". */
  label: string;
  send(mail: PersonMail): Promise<void>;
  /** Cuts off what is under way: a server that does not answer must not keep the process from leaving. */
  stop(): void;
}

const timeoutMs = 20_000;

export function createMailer(of: { egress: Egress; smtp: SmtpServer; from: string }): Mailer {
  const { egress, smtp, from } = of;
  const sockets = new Set<Socket>();
  return {
    label: `${from} through ${smtp.host}:${smtp.port}`,
    async send({ id, to, subject, text }) {
      const socket = await egress.connectSocket(smtp.host, smtp.port);
      sockets.add(socket);
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
      const cutOff = setTimeout(() => socket.destroy(), timeoutMs);
      try {
        await transport.sendMail({
          from: { name: 'Dayshift', address: from },
          // An object, so that no sign in it is read as a second recipient.
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${from.split('@')[1]}>`,
          headers: noAnswers,
        });
      } finally {
        clearTimeout(cutOff);
        transport.close();
        socket.destroy();
        sockets.delete(socket);
      }
    },
    stop() {
      for (const socket of sockets) socket.destroy(new Error('Dayshift stops.'));
    },
  };
}

// RFC 3834: a machine wrote this, so no machine answers it, and no mail trigger begins a run with it.
const noAnswers = {
  'Auto-Submitted': 'auto-generated',
  'X-Auto-Response-Suppress': 'All',
  [notificationHeader]: 'yes',
};
