import { createPublicKey } from 'node:crypto';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createModel } from '@dayshift/ai';
import { createEgress } from '@dayshift/egress';
import type { RunInput } from '@dayshift/model';
import { listPrivateHosts, type Store } from '@dayshift/store';
import {
  createAgentActivities,
  createCoreActivities,
  createEffectsActivities,
  type EffectsHost,
  type SmtpServer,
} from '@dayshift/temporal-activities';
import { createRuns, type Runs } from '@dayshift/temporal-client';
import { bundlePath } from '@dayshift/temporal-workflows';
import { Client } from '@temporalio/client';
import { NativeConnection, type WorkerOptions } from '@temporalio/worker';
import type { Logger } from 'pino';
import { elsewhere } from './elsewhere.ts';
import { buildHealthApp } from './health.ts';
import { createReportSink } from './report-sink.ts';
import type { FleetRole } from './roles.ts';
import { installRuntime } from './runtime.ts';
import { superviseWorker } from './supervised-worker.ts';

export interface FleetOptions {
  store: Store;
  temporal: { address: string; namespace: string };
  roles: FleetRole[];
  /** Where `/livez`, `/readyz` and `/metrics` answer; port 0 takes a free one. */
  host: string;
  port: number;
  model: { baseUrl?: string; apiKey?: string; name: string; isPractice: boolean };
  smtp: SmtpServer;
  /** Deliverables are also written here as files, when given. */
  deliverablesFolder?: string;
  /** Exact `host:port` pairs opened although they are private: the practice office. */
  allowedPrivateHosts: string[];
  /** Ed25519 public key (PEM) of the API, which alone signs decisions. */
  approvalPublicKey: string;
  /** Workflows kept in memory; 0 replays every run at every task, which the tests do once. */
  maxCachedWorkflows?: number;
  /** File with the workflow code; of this release when missing. */
  workflowBundle?: string;
  log: Logger;
}

export interface Fleet {
  /** Of the health endpoints. */
  url: string;
  /** Starts a run whose first task this fleet gets with the answer; only of a fleet with all roles, for it keeps the run here. */
  startRun?: Runs['start'];
  stop(): Promise<void>;
}

/** Seconds that running activities get to finish when the fleet stops, before they are cancelled. */
const drainSeconds = 20;

/** Starts the workers of these roles and serves their health. Resolves when all of them poll. */
export async function startFleet(options: FleetOptions): Promise<Fleet> {
  const { store, temporal, roles, log, workflowBundle = bundlePath } = options;
  installRuntime(log);
  if (!existsSync(workflowBundle)) {
    throw new Error(
      'The workflow bundle is missing: run `node temporal/workflows/scripts/build-bundle.ts` once.',
    );
  }
  const connection = await connect(temporal.address);
  const egress = createEgress({
    allowedPrivateHosts: grantedHosts(options),
    hostsOpenedBy: async (workspaceId) =>
      (await listPrivateHosts(store, workspaceId)).map(({ host }) => host),
  });
  const common = {
    namespace: temporal.namespace,
    shutdownGraceTime: drainSeconds * 1000,
    shutdownForceTime: (drainSeconds + 10) * 1000,
  };
  const workers = await Promise.all(
    roles.map((role) => superviseWorker(connection, workerOptions(role), log)),
  );
  const app = buildHealthApp(workers, store);
  const url = await app.listen({ host: options.host, port: options.port });
  const isOneHost = roles.includes('core') && roles.includes('effects');
  const runs = createRuns(
    { client: new Client({ connection, namespace: temporal.namespace }), namespace: temporal.namespace },
    { isEager: true },
  );
  return {
    url,
    ...(isOneHost && {
      startRun: (input: RunInput, workflowId: string) =>
        runs.start({ ...input, isOneHost: true }, workflowId),
    }),
    async stop() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await app.close();
      await connection.close();
      await egress.close();
    },
  };

  function workerOptions(role: FleetRole): Omit<WorkerOptions, 'connection'> {
    switch (role) {
      case 'core':
        return {
          ...common,
          taskQueue: 'core',
          workflowBundle: { codePath: workflowBundle },
          // How long a run waits for a host that is gone before another one takes it.
          stickyQueueScheduleToStartTimeout: 4_000,
          activities: {
            ...createCoreActivities({ store }),
            ...(roles.includes('effects') ? createEffectsActivities(effectsHost()) : elsewhere()),
          },
          maxConcurrentActivityTaskExecutions: 200,
          sinks: createReportSink(store, log),
          ...(options.maxCachedWorkflows === undefined
            ? {}
            : { maxCachedWorkflows: options.maxCachedWorkflows }),
        };
      case 'agent':
        return {
          ...common,
          taskQueue: 'agent',
          activities: createAgentActivities({ store, model: createModel({ ...options.model, egress }) }),
          maxConcurrentActivityTaskExecutions: 20,
        };
      case 'effects':
        return { ...common, taskQueue: 'effects', activities: createEffectsActivities(effectsHost()) };
    }
  }

  function effectsHost(): EffectsHost {
    const { smtp, deliverablesFolder } = options;
    const approvalKey = createPublicKey(options.approvalPublicKey);
    return { store, egress, smtp, approvalKey, ...(deliverablesFolder ? { deliverablesFolder } : {}) };
  }
}

/** The mail server and the model are the operator's own settings: naming them grants them, private or not. */
function grantedHosts({ allowedPrivateHosts, smtp, model }: FleetOptions): string[] {
  const hosts = [...allowedPrivateHosts, `${smtp.host}:${smtp.port}`];
  for (const address of [model.baseUrl, smtp.sentMailUrl]) {
    if (!address) continue;
    const { protocol, hostname, port } = new URL(address);
    hosts.push(`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`);
  }
  return [...new Set(hosts)];
}

/** The SDK does not retry its first connection. */
async function connect(address: string): Promise<NativeConnection> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      if (tries >= 60) throw new Error(`No Temporal server answered at ${address}.`, { cause: error });
      await pause(500);
    }
  }
}
