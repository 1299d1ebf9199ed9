import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openLog } from '@dayshift/logging';
import { openStore } from '@dayshift/store';
import { connectTemporal, prepareNamespace } from '@dayshift/temporal-client';
import { requireProductionSecrets } from '@dayshift/vault';
import { loadApprovalKey } from './approvals/approval-key.ts';
import { startApi } from './start-api.ts';

// The API as its own process: everything comes from the environment, as docker-compose.yml sets it.
const { env } = process;
const log = openLog({ name: 'api', level: env.LOG_LEVEL });
requireProductionSecrets(env);
const dataDir = env.DAYSHIFT_DATA ?? '.dayshift';
const store = await openStore(
  env.MONGODB_URI
    ? { mongodbUri: env.MONGODB_URI }
    : { sqliteFile: env.DAYSHIFT_SQLITE_FILE ?? path.join(dataDir, 'dayshift.db') },
);
const temporal = await connectTemporal({
  address: env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233',
  namespace: env.TEMPORAL_NAMESPACE ?? 'default',
});
for (const missing of await prepareNamespace(temporal))
  log.warn({ missing }, 'Temporal could not be prepared in full');
const host = env.DAYSHIFT_HOST ?? '127.0.0.1';
const port = Number(env.DAYSHIFT_PORT ?? 4200);
const api = await startApi({
  store,
  temporal,
  host,
  port,
  mailPort: Number(env.DAYSHIFT_MAIL_PORT ?? 2525),
  publicUrl: env.DAYSHIFT_PUBLIC_URL ?? `http://127.0.0.1:${port}`,
  webDist: env.DAYSHIFT_WEB_DIST ?? path.resolve(import.meta.dirname, '../../web/dist'),
  workspaceId: env.DAYSHIFT_WORKSPACE ?? 'main',
  approvalKey: loadApprovalKey({ dataDir, fromEnvironment: env.DAYSHIFT_APPROVAL_PRIVATE_KEY }),
  model: {
    name: env.OPENAI_MODEL || 'gpt-4.1-mini',
    isPractice: env.DAYSHIFT_MODEL_IS_PRACTICE === 'true',
    ...(env.OPENAI_BASE_URL ? { baseUrl: env.OPENAI_BASE_URL } : {}),
  },
  allowedPrivateHosts: (env.DAYSHIFT_ALLOWED_PRIVATE_HOSTS ?? '').split(',').filter((each) => each !== ''),
  ...(env.SMTP_HOST && { smtp: mailServer(env.SMTP_HOST) }),
  log,
});
// The fleet checks signatures with it, and reads it from where both can see.
if (env.DAYSHIFT_APPROVAL_PUBLIC_KEY_FILE)
  writeFileSync(env.DAYSHIFT_APPROVAL_PUBLIC_KEY_FILE, api.approvalPublicKey);
log.info({ url: api.url, mailPort: api.mailPort }, 'The API is ready.');
log.info(`Sign in within 15 minutes: ${await api.signInLink()}`);

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    log.info('Stopping.');
    await api.stop();
    await temporal.close();
    await store.close();
    process.exit(0);
  });
}

function mailServer(host: string) {
  const { SMTP_PORT: port, SMTP_USER: user, SMTP_PASSWORD: password, SMTP_SECURE: isSecure } = env;
  return {
    host,
    port: Number(port || 25),
    isSecure: isSecure === 'true',
    ...(user ? { user, password: password ?? '' } : {}),
  };
}
