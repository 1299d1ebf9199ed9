import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '@dayshift/local-services';
import type { Graph } from '@dayshift/model';
import { processesOn, runDayshift } from '../../support/dayshift-process.ts';
import type { Stub } from './stub.ts';

export interface BenchProduct {
  url: string;
  /** Its whole process tree is what CPU is counted over: Temporal server, API, fleet and store. */
  pid: number;
  temporalAddress: string;
  /** The session cookie, for a browser. */
  cookie: { name: string; value: string };
  /** A call to the API as the signed-in person. Throws with the answer unless it is a 2xx. */
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** Draws a playbook; with `publish`, also publishes it. */
  createPlaybook(name: string, graph: Graph, publish: 'publish' | 'draft'): Promise<string>;
  stop(): Promise<void>;
}

/** Starts exactly what `npm start -- --no-practice` starts, on an empty data folder and the embedded store. */
export async function startProduct(stub: Stub): Promise<BenchProduct> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'dayshift-bench-'));
  const port = await freePort();
  // Steps may reach no private address but those the operator names. The stub is named as the model.
  const environment: NodeJS.ProcessEnv = { ...process.env, OPENAI_BASE_URL: `${stub.url}/v1` };
  for (const name of ['MONGODB_URI', 'TEMPORAL_ADDRESS', 'OPENAI_API_KEY', 'DAYSHIFT_PUBLIC_URL'])
    delete environment[name];
  const profileFolder = environment.BENCH_CPU_PROFILE;
  if (profileFolder) environment.NODE_OPTIONS = `--cpu-prof --cpu-prof-dir=${profileFolder}`;
  const args = ['start', '--no-open', '--no-practice', '--data', dataFolder, '--port', String(port)];
  const running = runDayshift(args, environment);
  const stop = () => stopAll(running, dataFolder);
  try {
    const link = new URL(await running.ready());
    const url = link.origin;
    const { cookie, csrfToken, temporalLabel } = await signIn(link);
    const call = async <T>(method: string, where: string, body?: unknown): Promise<T> => {
      const answer = await fetch(url + where, {
        method,
        headers: {
          cookie: `${cookie.name}=${cookie.value}`,
          'x-csrf-token': csrfToken,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${method} ${where} answered ${answer.status}: ${text}`);
      return JSON.parse(text) as T; // the caller knows the contract
    };
    return {
      url,
      pid: running.child.pid ?? 0,
      temporalAddress: temporalLabel.replace(/^.* at /, ''),
      cookie,
      call,
      async createPlaybook(name, graph, publish) {
        const { id, draftRevision } = await call<{ id: string; draftRevision: number }>(
          'POST',
          '/api/playbooks',
          {
            name,
            graph,
          },
        );
        if (publish === 'publish') {
          await call('POST', `/api/playbooks/${id}/publish`, { ifRevision: draftRevision });
        }
        return id;
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function signIn(link: URL) {
  const answer = await fetch(`${link.origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: link.searchParams.get('token') }),
  });
  const [name = '', value = ''] = (answer.headers.get('set-cookie') ?? '').split(';')[0]?.split('=') ?? [];
  if (!answer.ok || value === '')
    throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`);
  const session = await fetch(`${link.origin}/api/session`, { headers: { cookie: `${name}=${value}` } });
  const view = (await session.json()) as { csrfToken: string; temporalLabel: string }; // the session's contract
  return { cookie: { name, value }, ...view };
}

async function stopAll({ child, ended }: ReturnType<typeof runDayshift>, dataFolder: string): Promise<void> {
  child.kill('SIGTERM');
  await Promise.race([ended(), pause(40_000)]);
  for (const pid of processesOn(dataFolder)) process.kill(pid, 'SIGKILL');
  rmSync(dataFolder, { recursive: true, force: true });
}
