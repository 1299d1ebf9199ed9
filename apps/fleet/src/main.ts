import { readFileSync } from 'node:fs';
import { openLog } from '@dayshift/logging';
import { openStore } from '@dayshift/store';
import { requireProductionSecrets } from '@dayshift/vault';
import { parseRoles } from './roles.ts';
import { startFleet } from './start-fleet.ts';

// The fleet as its own process: everything comes from the environment, as docker-compose.yml sets it.
const { env } = process;
const log = openLog({ name: 'fleet', level: env.LOG_LEVEL });
requireProductionSecrets(env);
const store = await openStore(
  env.MONGODB_URI
    ? { mongodbUri: env.MONGODB_URI }
    : { sqliteFile: env.DAYSHIFT_SQLITE_FILE ?? '.dayshift/dayshift.db' },
);
const fleet = await startFleet({
  store,
  temporal: { address: need('TEMPORAL_ADDRESS'), namespace: env.TEMPORAL_NAMESPACE ?? 'default' },
  roles: parseRoles(env.DAYSHIFT_ROLES),
  host: env.DAYSHIFT_HOST ?? '127.0.0.1',
  port: Number(env.DAYSHIFT_PORT ?? 8081),
  model: {
    name: env.OPENAI_MODEL ?? 'gpt-4.1-mini',
    isPractice: env.DAYSHIFT_MODEL_IS_PRACTICE === 'true',
    ...(env.OPENAI_BASE_URL ? { baseUrl: env.OPENAI_BASE_URL } : {}),
    ...(env.OPENAI_API_KEY ? { apiKey: env.OPENAI_API_KEY } : {}),
  },
  smtp: {
    host: env.SMTP_HOST ?? '127.0.0.1',
    port: Number(env.SMTP_PORT ?? 25),
    ...(env.SMTP_SENT_MAIL_URL ? { sentMailUrl: env.SMTP_SENT_MAIL_URL } : {}),
    ...smtpAccount(),
  },
  allowedPrivateHosts: (env.DAYSHIFT_ALLOWED_PRIVATE_HOSTS ?? '').split(',').filter((each) => each !== ''),
  approvalPublicKey: readFileSync(need('DAYSHIFT_APPROVAL_PUBLIC_KEY_FILE'), 'utf8'),
  ...(env.DAYSHIFT_DELIVERABLES_FOLDER ? { deliverablesFolder: env.DAYSHIFT_DELIVERABLES_FOLDER } : {}),
  ...(env.DAYSHIFT_MAX_CACHED_WORKFLOWS
    ? { maxCachedWorkflows: Number(env.DAYSHIFT_MAX_CACHED_WORKFLOWS) }
    : {}),
  log,
});
log.info({ url: fleet.url }, 'The fleet is ready.');

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    log.info('Draining: running steps get time to finish.');
    await fleet.stop();
    await store.close();
    process.exit(0);
  });
}

function need(name: string): string {
  const value = env[name];
  if (!value) {
    log.fatal(`${name} is not set; docker-compose.yml shows every variable the fleet needs.`);
    process.exit(1);
  }
  return value;
}

function smtpAccount(): { user?: string; password?: string; isSecure?: boolean } {
  return env.SMTP_USER
    ? { user: env.SMTP_USER, password: env.SMTP_PASSWORD ?? '', isSecure: env.SMTP_SECURE === 'true' }
    : {};
}
