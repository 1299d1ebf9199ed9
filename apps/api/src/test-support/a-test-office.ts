import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Graph } from '@dayshift/model';
import { openStore, type Store } from '@dayshift/store';
import { pino } from 'pino';
import type { ApiContext } from '../context.ts';
import { ChangeFeed } from '../live/change-feed.ts';
import { FinishedRuns } from '../live/finished-runs.ts';
import { RunTailers } from '../live/run-tailers.ts';
import { MailReader } from '../mail/mail-reader.ts';
import { PublishedPlaybooks } from '../playbooks/published-playbooks.ts';
import { buildRoutes } from '../routes/build-routes.ts';
import { projectRun } from '../runs/project-run.ts';
import type { App } from '../server/build-app.ts';
import { createSignInLink } from '../session/sign-in-links.ts';
import { ArrivalGate } from '../triggers/arrival-gate.ts';
import { ScheduleKeeper } from '../triggers/schedule-keeper.ts';
import { createPlaybook } from '../use-cases/create-playbook.ts';
import { publishPlaybook } from '../use-cases/publish-playbook.ts';
import { SimulatedTemporal } from './simulated-temporal.ts';

const publicUrl = 'http://127.0.0.1:4200';

/** An installation for one test: a real store in a temporary file, the real routes, and a simulated Temporal. */
export interface TestOffice {
  context: ApiContext;
  store: Store;
  temporal: SimulatedTemporal;
  app: App;
  approvalPublicKey: KeyObject;
  /** Signs in once and sends what a browser of ours would send. */
  request(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Without a session. */
  stranger(method: string, url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Draws and publishes a playbook; gives its id. */
  publish(graph: Graph, name?: string): Promise<string>;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  // Tests look into answers of every shape.
  // biome-ignore lint/suspicious/noExplicitAny: a test's own assertions are the type check here
  body: any;
  headers: Record<string, string | string[] | number | undefined>;
}

/** On a store of its own, unless one is given; that one is closed with it. */
export async function aTestOffice(given?: Store): Promise<TestOffice> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-api-'));
  const store = given ?? (await openStore({ sqliteFile: path.join(folder, 'store.db') }));
  const temporal = new SimulatedTemporal(store);
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const now = () => Date.now();
  const ignore = () => {};
  const published = new PublishedPlaybooks(store, 'main', now);
  const log = pino({ level: 'silent' });
  const context: ApiContext = {
    store,
    temporal,
    workspaceId: 'main',
    log,
    now,
    approvalKey: privateKey,
    published,
    arrivals: new ArrivalGate({ store, temporal, workspaceId: 'main', now }),
    schedules: new ScheduleKeeper({ temporal, published, workspaceId: 'main', log }),
    changes: new ChangeFeed(store, 'main', now, ignore),
    tailers: new RunTailers(temporal, ignore),
    mailReader: new MailReader(),
    finished: new FinishedRuns((run) => projectRun({ temporal }, run), now),
    publicUrl: () => publicUrl,
    mailAddress: 'support@dayshift.example',
    model: { name: 'practice-model', isPractice: true },
  };
  const app = await buildRoutes(context, {
    host: '127.0.0.1',
    isHttps: false,
    installation: 'test',
    webDist: path.join(folder, 'none'),
    hostsAtStart: ['127.0.0.1:9'],
    facts: {
      model: { name: 'practice-model', isPractice: true },
      mailAddress: context.mailAddress,
      storeLabel: store.label,
      temporalLabel: 'simulated',
    },
  });
  let signedIn: { cookie: string; csrf: string } | undefined;

  async function stranger(
    method: string,
    url: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    const answer = await app.inject({
      method: method as 'GET', // inject takes any; its type lists them
      url,
      headers: {
        host: '127.0.0.1:4200',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { payload: isRaw ? body : JSON.stringify(body) }),
    });
    const isJson = /^application\/(problem\+)?json/.test(String(answer.headers['content-type']));
    return {
      status: answer.statusCode,
      body: isJson && answer.body !== '' ? answer.json() : answer.body,
      headers: answer.headers,
    };
  }

  async function signIn() {
    const link = await createSignInLink(store, { workspaceId: 'main', user: 'You', publicUrl, now: now() });
    const token = new URL(link).searchParams.get('token');
    const { headers } = await stranger('POST', '/api/session', { token });
    const cookie = String(headers['set-cookie']).split(';')[0] ?? '';
    const { body } = await stranger('GET', '/api/session', undefined, { cookie });
    return { cookie, csrf: body.csrfToken as string };
  }

  return {
    context,
    store,
    temporal,
    app,
    approvalPublicKey: publicKey,
    stranger,
    async request(method, url, body, headers = {}) {
      signedIn ??= await signIn();
      return stranger(method, url, body, {
        cookie: signedIn.cookie,
        'x-csrf-token': signedIn.csrf,
        ...headers,
      });
    },
    async publish(graph, name = 'A playbook') {
      const { id, draftRevision } = await createPlaybook(context, { name, graph, by: 'You' });
      await publishPlaybook(context, { id, ifRevision: draftRevision, by: 'You' });
      return id;
    },
    async close() {
      await context.mailReader.stop();
      context.tailers.stop();
      context.changes.stop();
      await app.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
