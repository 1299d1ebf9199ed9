import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cacheFolder, freePort, startTemporal } from '@dayshift/local-services';
import { Session } from './session.ts';

export type Part = 'api' | 'fleet';

const root = path.resolve(import.meta.dirname, '../..');

/**
 * An installation of processes that can be killed: API, fleet and Temporal, each on its own, on either store. Nothing in it is
 * told about a kill; Temporal is started again by its supervisor, the others by `start`.
 */
export class Installation {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'dayshift-faults-'));
  private readonly children = new Map<Part, ChildProcess>();
  private readonly output = new Map<Part, string>();
  private temporal?: Awaited<ReturnType<typeof startTemporal>>;
  private environment: NodeJS.ProcessEnv = {};
  url = '';
  /** As it was first started. */
  fleetUrl = '';

  /** `allowedHosts`: `host:port` of the receivers that runs call. */
  async begin(options: { mongodbUri?: string; allowedHosts: string[] }): Promise<void> {
    this.temporal = await startTemporal({
      dataFolder: this.folder,
      cacheFolder: cacheFolder(process.env),
      environment: process.env,
      say: () => undefined,
    });
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.environment = {
      ...process.env,
      NODE_ENV: 'test',
      DAYSHIFT_DATA: this.folder,
      DAYSHIFT_SQLITE_FILE: path.join(this.folder, 'dayshift.db'),
      MONGODB_URI: options.mongodbUri ?? '',
      TEMPORAL_ADDRESS: this.temporal.address,
      DAYSHIFT_MAIL_PORT: String(await freePort()),
      DAYSHIFT_APPROVAL_PUBLIC_KEY_FILE: path.join(this.folder, 'approval-key.pem'),
      DAYSHIFT_ALLOWED_PRIVATE_HOSTS: options.allowedHosts.join(','),
      LOG_LEVEL: 'info',
      // The suite runs once with 0: every task of the fleet is a full replay then.
      DAYSHIFT_MAX_CACHED_WORKFLOWS: process.env.DAYSHIFT_TEST_MAX_CACHED_WORKFLOWS ?? '',
    };
    await this.start('api', port);
    const fleetPort = await freePort();
    this.fleetUrl = `http://127.0.0.1:${fleetPort}`;
    await this.start('fleet', fleetPort);
  }

  get temporalPlace(): { address: string; namespace: string } {
    return { address: this.temporal?.address ?? '', namespace: this.temporal?.namespace ?? 'default' };
  }

  get mailPort(): number {
    return Number(this.environment.DAYSHIFT_MAIL_PORT);
  }

  /** The embedded store, for what no route of the product can bring about. */
  get storeFile(): string {
    return this.environment.DAYSHIFT_SQLITE_FILE ?? '';
  }

  /** Everything a part has printed since it was last started. */
  said(part: Part): string {
    return this.output.get(part) ?? '';
  }

  /** Starts a part and waits until it says that it is ready. */
  async start(part: Part, port = part === 'api' ? Number(new URL(this.url).port) : 0): Promise<void> {
    const child = spawn(process.execPath, [`apps/${part}/src/main.ts`], {
      cwd: root,
      env: { ...this.environment, DAYSHIFT_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.set(part, child);
    this.output.set(part, '');
    const note = (chunk: Buffer) => this.output.set(part, (this.output.get(part) ?? '') + chunk.toString());
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    for (let tries = 0; !this.output.get(part)?.includes('is ready'); tries += 1) {
      if (child.exitCode !== null || tries > 600) {
        throw new Error(`The ${part} did not start:\n${this.output.get(part)?.slice(-3_000)}`);
      }
      await pause(50);
    }
  }

  /** `kill -9`, and gone when this resolves. */
  async kill(part: Part | 'temporal'): Promise<void> {
    if (part === 'temporal') {
      const pid = this.temporal?.pid();
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
      return;
    }
    const child = this.children.get(part);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** A new session; the API prints a fresh link at every start. */
  async signIn(): Promise<Session> {
    for (let tries = 0; tries < 100; tries += 1) {
      const link = /http:\/\/[^\s"]+\/sign-in\?token=[\w-]+/.exec(this.output.get('api') ?? '')?.[0];
      if (link) {
        const session = new Session(this.url);
        await session.signIn(link);
        return session;
      }
      await pause(50);
    }
    throw new Error('The API printed no sign-in link.');
  }

  async end(): Promise<void> {
    for (const part of ['api', 'fleet'] as const) await this.kill(part);
    await this.temporal?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
