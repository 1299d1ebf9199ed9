import type { Environment } from '@dayshift/local-services';

export type MailServerChoice = {
  host: string;
  port: number;
  user?: string;
  password?: string;
  isSecure?: boolean;
  /** Where it says whether it took a mail: only a few servers can. */
  sentMailUrl?: string;
};

/** Where mail is handed over for delivery: the server the environment names, else the practice mailbox. */
export function chooseMailServer(
  environment: Environment,
  practice: MailServerChoice | undefined,
): MailServerChoice {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user, SMTP_PASSWORD: password } = environment;
  if (!host && practice) return practice;
  const sentMailUrl = environment.SMTP_SENT_MAIL_URL;
  return {
    host: host || '127.0.0.1',
    port: Number(port || 25),
    isSecure: environment.SMTP_SECURE === 'true',
    ...(sentMailUrl ? { sentMailUrl } : {}),
    ...(user ? { user, password: password ?? '' } : {}),
  };
}
