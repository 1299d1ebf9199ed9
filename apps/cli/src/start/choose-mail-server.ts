import type { Environment } from '@dayshift/local-services';

export type MailServerChoice = {
  host: string;
  port: number;
  user?: string;
  password?: string;
  isSecure?: boolean;
};

/** Where mail is handed over for delivery: the server the environment names, else the practice mailbox. */
export function chooseMailServer(
  environment: Environment,
  practice: { host: string; port: number } | undefined,
): MailServerChoice {
  const { SMTP_HOST: host, SMTP_PORT: port, SMTP_USER: user, SMTP_PASSWORD: password } = environment;
  if (!host && practice) return practice;
  return {
    host: host || '127.0.0.1',
    port: Number(port || 25),
    isSecure: environment.SMTP_SECURE === 'true',
    ...(user ? { user, password: password ?? '' } : {}),
  };
}
