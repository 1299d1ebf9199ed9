import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type FleetOptions, startFleet } from '@dayshift/fleet';
import { cacheFolder, startTemporal } from '@dayshift/local-services';
import { currentEngineVersion, type Json, newId, type Plan, type Run, type RunInput } from '@dayshift/model';
import { openStore, type Store } from '@dayshift/store';
import { connectTemporal, createRuns, prepareNamespace, workflowIdOf } from '@dayshift/temporal-client';
import { pino } from 'pino';
import { startReceiver } from './receiver.ts';
import { until } from './until.ts';

export interface EngineRigOptions {
  /** Of an own Temporal server that several rigs share; without it the rig starts one. */
  temporal?: { address: string; namespace: string };
  mongodbUri?: string;
  maxCachedWorkflows?: number;
  /** Settings of the rig's own Temporal server, `key=value`. */
  dynamicConfig?: readonly string[];
  /** Workflow code of an earlier release, until `updateFleet`. */
  workflowBundle?: string;
  /** Without it there is no mail server. */
  smtpPort?: number;
  /** Where that one says whether it took a mail. */
  sentMailUrl?: string;
  /** Without it there is no model. */
  model?: { baseUrl: string; name: string; isPractice?: boolean };
  /** Whose budget runs are paid from. */
  workerId?: string;
}

/** A real Temporal server, a real store and a real fleet, and a receiver to send effects to; no API. */
export async function startEngineRig(options: EngineRigOptions = {}) {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'dayshift-rig-'));
  const log = pino({ level: process.env.RIG_LOG ?? 'silent' });
  const own = options.temporal
    ? undefined
    : await startTemporal({
        dataFolder,
        cacheFolder: cacheFolder(process.env),
        environment: process.env,
        say: () => undefined,
        dynamicConfig: options.dynamicConfig,
      });
  const temporal = options.temporal ?? {
    address: own?.address ?? '',
    namespace: own?.namespace ?? 'default',
  };
  const connection = await connectTemporal(temporal);
  await prepareNamespace(connection);
  const store = await openStore(
    options.mongodbUri
      ? { mongodbUri: options.mongodbUri }
      : { sqliteFile: path.join(dataFolder, 'dayshift.db') },
  );
  const receiver = await startReceiver();
  const keys = generateKeyPairSync('ed25519');
  const fleetOptions: FleetOptions = {
    store,
    temporal,
    roles: ['core', 'agent', 'effects'],
    host: '127.0.0.1',
    port: 0,
    model: { name: 'none', baseUrl: receiver.url, apiKey: 'none', isPractice: true, ...options.model },
    smtp: {
      host: '127.0.0.1',
      port: options.smtpPort ?? 1,
      ...(options.sentMailUrl === undefined ? {} : { sentMailUrl: options.sentMailUrl }),
    },
    allowedPrivateHosts: [receiver.host],
    approvalPublicKey: keys.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    log,
    ...cacheOption(options.maxCachedWorkflows),
  };
  let fleet = await startFleet({
    ...fleetOptions,
    ...(options.workflowBundle !== undefined && { workflowBundle: options.workflowBundle }),
  });
  const runs = createRuns(connection);
  return {
    store,
    connection,
    runs,
    receiver,
    temporal,
    /** Starts a plan as a run with a row, without any playbook behind it. */
    async start(
      plan: Plan,
      trigger: Json,
      triggerNodeId = 'start',
      engineVersion = currentEngineVersion,
    ): Promise<{ runId: string; workflowId: string }> {
      const runId = newId('run');
      const workflowId = workflowIdOf(runId);
      const row = rowOf(plan, runId, workflowId, trigger, triggerNodeId);
      await store.runs.insert({
        ...row,
        ...(options.workerId !== undefined && { workerId: options.workerId }),
      });
      const input: RunInput = {
        engineVersion,
        workspaceId: 'test',
        runId,
        plan,
        triggerNodeId,
        trigger,
        worker: { name: 'Hiro' },
      };
      await runs.start(input, workflowId);
      return { runId, workflowId };
    },
    /** The fleet of today takes over from the one that was started, as at an update. */
    async updateFleet() {
      await fleet.stop();
      fleet = await startFleet(fleetOptions);
    },
    /** The one process becomes two, one for runs and one for everything else. */
    async splitFleet() {
      await fleet.stop();
      const others = await startFleet({ ...fleetOptions, roles: ['agent', 'effects'] });
      const core = await startFleet({ ...fleetOptions, roles: ['core'] });
      fleet = { url: core.url, stop: async () => void (await Promise.all([core.stop(), others.stop()])) };
    },
    /** As where API and fleet are one process. */
    startHere: (input: RunInput, workflowId: string) => fleet.startRun?.(input, workflowId),
    async stop() {
      await fleet.stop();
      await connection.close();
      await receiver.stop();
      await store.close();
      await own?.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

export type EngineRig = Awaited<ReturnType<typeof startEngineRig>>;

/** `DAYSHIFT_TEST_MAX_CACHED_WORKFLOWS=0` makes every task a full replay: the integration suite runs so once. */
function cacheOption(wanted: number | undefined): { maxCachedWorkflows?: number } {
  const given = process.env.DAYSHIFT_TEST_MAX_CACHED_WORKFLOWS;
  const maxCachedWorkflows = wanted ?? (given === undefined ? undefined : Number(given));
  return maxCachedWorkflows === undefined ? {} : { maxCachedWorkflows };
}

export function rowState(store: Store, runId: string, state: Run['state']) {
  return until(async () => {
    const row = await store.runs.get(runId);
    return row?.state === state ? row : undefined;
  });
}

function rowOf(
  plan: Plan,
  runId: string,
  workflowId: string,
  trigger: Json,
  triggerNodeId: string,
): Omit<Run, 'revision'> {
  const now = Date.now();
  return {
    id: runId,
    workspaceId: 'test',
    workflowId,
    playbookId: plan.playbookId,
    playbookName: 'Test',
    version: plan.version,
    title: 'Test',
    triggerType: 'manual',
    triggerNodeId,
    trigger,
    state: 'working',
    isOpen: true,
    startedAt: now,
    changedAt: now,
    reportSequence: 0,
    openApprovals: 0,
    stuck: [],
    cause: '',
    costUsd: 0,
    hadPerson: false,
  };
}
