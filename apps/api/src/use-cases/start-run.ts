import {
  type Graph,
  type Json,
  newId,
  type Plan,
  type Playbook,
  type Run,
  type RunInput,
  type SeededItems,
  type SeededStep,
  type Worker,
  workerVariable,
} from '@dayshift/model';
import { findRun } from '@dayshift/store';
import { workflowIdOf } from '@dayshift/temporal-client';
import type { ApiContext } from '../context.ts';
import { type NoWork, whyNoWork } from '../playbooks/why-no-work.ts';
import { holdRun } from '../runs/held-runs.ts';
import { runInputOf } from '../runs/run-input-of.ts';
import { runTitle } from '../runs/run-title.ts';
import { largestStartBytes, startBytes } from '../runs/start-bytes.ts';
import { conflict, RequestError } from '../server/request-error.ts';

export interface RunWish {
  playbook: Pick<Playbook, 'id' | 'name' | 'rest'>;
  worker: Worker | undefined;
  plan: Plan;
  triggerNodeId: string;
  trigger: Json;
  /** Derived from what must start one run only; a new one when missing. */
  runId?: string | undefined;
  /** The graph of a tried draft. */
  draft?: Graph | undefined;
  fork?:
    | {
        from?: string;
        seed: Record<string, SeededStep>;
        seedItems?: Record<string, SeededItems>;
        inheritedKeys: Record<string, string>;
      }
    | undefined;
  test?: { nodeId: string; sampleRunId?: string | undefined } | undefined;
  title?: string | undefined;
  /** What arrives by itself is kept while nothing may start; a person is told instead. */
  isKeptMeanwhile?: boolean | undefined;
  /** The person who begins it; missing when its trigger does. */
  startedBy?: string | undefined;
}

/**
 * Starts a run. Its row is there before the workflow, so a crash in between leaves a `starting` row that the sweeper starts;
 * the row's id is what a repeated delivery or a second press runs into.
 */
export async function startRun(
  context: ApiContext,
  wish: RunWish,
): Promise<{ runId: string; isNew: boolean; heldBecause?: string }> {
  const why = whyNot(wish);
  const isHeld = why?.isForAWhile === true && wish.isKeptMeanwhile === true;
  if (why && !isHeld) throw conflict(why.code, why.message, { hint: why.hint });
  const { row, input } = build(context, wish);
  if (startBytes(input) > largestStartBytes)
    throw new RequestError(413, 'RUN_TOO_LARGE', 'The input and the plan are larger than 2 MB together.', {
      path: '',
      hint: 'Send less with it, or an address to get the rest from.',
    });
  if (why) return holdRun(context, row, why);
  const isNew = (await context.store.runs.insert(row)) === 'inserted';
  if (isNew) context.changes.poke();
  // Also for a row that is there already: whoever inserted it may have died before this line. Then with what that row says.
  const starting = isNew ? input : await inputOfStarting(context, row.id, wish);
  if (starting) await begin(context, wish, { starting, row });
  return { runId: row.id, isNew };
}

/** What arrived by itself is safe once its row is there: if Temporal does not take it now, the sweeper hands it over later. */
async function begin(
  context: ApiContext,
  wish: RunWish,
  { starting, row }: { starting: RunInput; row: Omit<Run, 'revision'> },
): Promise<void> {
  try {
    await context.temporal.runs.start(starting, row.workflowId);
  } catch (error) {
    if (!wish.isKeptMeanwhile) throw error;
    context.log.warn({ err: error, runId: row.id }, 'a run could not be started yet; it is tried again');
  }
}

/** What was begun may be brought to its end, but the test of a step begins something; a paused playbook's draft may be tried, for that is how it is repaired. */
function whyNot({ playbook, worker, fork, draft }: RunWish): NoWork | undefined {
  if (fork?.from !== undefined) return undefined;
  const isRepair = draft !== undefined && playbook.rest?.state === 'paused';
  return whyNoWork({ playbook: isRepair ? { name: playbook.name } : playbook, worker });
}

function build(context: ApiContext, wish: RunWish): { row: Omit<Run, 'revision'>; input: RunInput } {
  const now = context.now();
  const id = wish.runId ?? newId('run', now);
  const trigger = wish.plan.steps.find(
    (step) => step.kind === 'trigger' && step.nodeId === wish.triggerNodeId,
  );
  if (trigger?.kind !== 'trigger')
    throw new RequestError(422, 'TRIGGER_MISSING', 'This version has no such trigger.', {
      path: 'triggerNodeId',
      hint: 'Choose a trigger of this version.',
    });
  const row: Omit<Run, 'revision'> = {
    id,
    workspaceId: context.workspaceId,
    workflowId: workflowIdOf(id),
    playbookId: wish.playbook.id,
    playbookName: wish.playbook.name,
    version: wish.plan.version,
    ...(wish.worker && { workerId: wish.worker.id }),
    title: wish.title ?? runTitle(trigger.triggerType, wish.trigger, wish.playbook.name),
    triggerType: trigger.triggerType,
    triggerNodeId: wish.triggerNodeId,
    trigger: wish.trigger,
    state: 'starting',
    isOpen: true,
    startedAt: now,
    changedAt: now,
    reportSequence: 0,
    openApprovals: 0,
    stuck: [],
    cause: '',
    costUsd: 0,
    hadPerson: false,
    ...(wish.draft && { draft: { graph: wish.draft, plan: wish.plan } }),
    ...(wish.startedBy !== undefined && { startedBy: wish.startedBy }),
    ...(wish.fork?.from !== undefined && { forkedFrom: wish.fork.from }),
    ...(wish.fork && { fork: kept(wish.fork) }),
    ...(wish.test && testFacts(wish.test)),
  };
  return { row, input: runInputOf(row, wish.plan, workerVariable(wish.worker)) };
}

function kept({ seed, seedItems, inheritedKeys }: NonNullable<RunWish['fork']>) {
  return { seed, ...(seedItems && { seedItems }), inheritedKeys };
}

function testFacts({ nodeId, sampleRunId }: NonNullable<RunWish['test']>) {
  return { testedNodeId: nodeId, ...(sampleRunId !== undefined && { sampleRunId }) };
}

async function inputOfStarting(
  context: ApiContext,
  id: string,
  { plan, worker }: RunWish,
): Promise<RunInput | undefined> {
  const row = await findRun(context.store, context.workspaceId, id);
  if (row?.state !== 'starting' || row.isHeld) return undefined;
  return runInputOf(row, plan, workerVariable(worker));
}
