import type { ResumeChoice } from '@dayshift/contracts';
import type { Plan, Run } from '@dayshift/model';
import { findRun, getRun, takeTriggerEvent, update } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { claimCommand } from '../runs/claim-command.ts';
import { tellRun } from '../runs/tell-run.ts';
import { conflict, unprocessable } from '../server/request-error.ts';
import { findWorkerOf } from '../workers/find-worker-of.ts';
import { type PreparedResume, planResumeOfRun } from './plan-resume-of-run.ts';
import { publishPlaybook } from './publish-playbook.ts';
import { startRun } from './start-run.ts';

type Resumed = { from: string; runId: string };

/** How many of the runs stuck for the same reason are resumed at a time. */
const atATime = 2;

/**
 * Carries out exactly the plan that was shown, or answers 409 with the one that would be right now. Pressing twice starts
 * one: what is started has an id derived from the run, the plan and the press.
 */
export async function resumeRun(
  context: ApiContext,
  request: {
    runId: string;
    choice: ResumeChoice;
    digest: string;
    alsoRunIds: readonly string[];
    by: string;
    idempotencyKey: string;
  },
): Promise<{ runs: Resumed[] }> {
  const run = await getRun(context.store, context.workspaceId, request.runId);
  const earlier = await resumedByThisPress(context, run, request.idempotencyKey);
  const first = earlier ?? (await resumeAsShown(context, run, request));
  const others = await inParallel(
    request.alsoRunIds.filter((id) => id !== run.id),
    (id) => resumeAnother(context, id, request),
  );
  return { runs: [first, ...others.filter((each) => each !== undefined)] };
}

type Press = Parameters<typeof resumeRun>[1];

async function resumeAsShown(context: ApiContext, run: Run, press: Press): Promise<Resumed> {
  const prepared = await planResumeOfRun(context, run, press.choice);
  const { plan } = prepared;
  if (plan.digest !== press.digest)
    throw conflict('RESUME_PLAN_CHANGED', 'The run or the playbook moved meanwhile.', {
      hint: 'Look at the plan again.',
      details: plan,
    });
  if (plan.problems.length > 0)
    throw unprocessable('RESUME_HAS_PROBLEMS', plan.problems[0] ?? '', {
      hint: 'Choose another version, or an earlier step to start from.',
      details: plan,
    });
  return carryOut(context, run, prepared, press);
}

/** A run stuck for the same reason: planned for itself, and left alone if its plan has problems or repeats anything. */
async function resumeAnother(context: ApiContext, id: string, press: Press): Promise<Resumed | undefined> {
  const run = await findRun(context.store, context.workspaceId, id);
  if (!run) return undefined;
  const earlier = await resumedByThisPress(context, run, press.idempotencyKey);
  if (earlier) return earlier;
  try {
    // By now the draft is published.
    const version = press.choice.version === 'draft' ? 'published' : press.choice.version;
    const choice = { version, fromNodeId: press.choice.fromNodeId, redo: [] };
    const prepared = await planResumeOfRun(context, run, choice);
    if (prepared.plan.problems.length > 0 || prepared.plan.repeats.length > 0) return undefined;
    return await carryOut(context, run, prepared, press);
  } catch (error) {
    context.log.warn({ err: error, runId: id }, 'a run with the same cause could not be resumed');
    return undefined;
  }
}

async function carryOut(
  context: ApiContext,
  run: Run,
  prepared: PreparedResume,
  press: Press,
): Promise<Resumed> {
  const plan = await planToUse(context, run, prepared, press.by);
  const resumed =
    prepared.plan.how === 'in-place'
      ? await goOnInPlace(context, run, prepared, plan, press)
      : await fork(context, run, prepared, plan, press);
  await takeTriggerEvent(
    context.store,
    context.workspaceId,
    pressOf(run, press.idempotencyKey, resumed.runId, context.now()),
  );
  context.changes.poke();
  return resumed;
}

/** A draft is published first, and only as it was when the plan was made. */
async function planToUse(context: ApiContext, run: Run, prepared: PreparedResume, by: string): Promise<Plan> {
  if (prepared.draftRevision === undefined) return prepared.after.plan;
  const { version } = await publishPlaybook(context, {
    id: run.playbookId,
    ifRevision: prepared.draftRevision,
    note: `Fix for “${run.title}”`.slice(0, 500),
    by,
  });
  const published = await context.published.version(run.playbookId, version);
  if (!published)
    throw conflict('VERSION_MISSING', 'The version just published cannot be read.', {
      hint: 'Try again.',
    });
  return published.plan;
}

async function goOnInPlace(
  context: ApiContext,
  run: Run,
  { answer, incidents }: PreparedResume,
  plan: Plan,
  { by, idempotencyKey }: Press,
): Promise<Resumed> {
  // Of the press, not of what was shown: after another failure the same plan may be shown again, and is meant again.
  const commandId = derivedId('cmd', run.id, idempotencyKey);
  if (incidents !== '')
    await claimCommand(context, run, { incident: incidents, id: commandId, verb: 'resume', by });
  const outcome = await tellRun(
    context,
    run,
    {
      verb: 'swap-plan',
      commandId,
      by,
      plan,
      seed: answer.seed,
      seedItems: answer.seedItems,
      goOn: answer.goOn,
      redo: answer.redo,
      redoneBefore: answer.redoneBefore,
      unchanged: answer.unchanged,
    },
    { action: 'run.resumed', summary: `Resumed “${run.title}” on version ${plan.version}, in place.` },
  );
  if (outcome === 'not-found')
    throw conflict('RUN_CLOSED', 'The run ended meanwhile.', { hint: 'Look at the plan again.' });
  return { from: run.id, runId: run.id };
}

async function fork(
  context: ApiContext,
  run: Run,
  { answer, plan: shown, after }: PreparedResume,
  plan: Plan,
  press: Press,
): Promise<Resumed> {
  const wanted = derivedId('run', run.id, shown.digest, press.idempotencyKey);
  const runId = await claim(context, run, wanted);
  if (runId !== wanted) return { from: run.id, runId };
  const { isNew } = await startRun(context, {
    startedBy: press.by,
    playbook: { id: run.playbookId, name: run.playbookName },
    worker: await findWorkerOf(context, run),
    plan,
    triggerNodeId: run.triggerNodeId,
    trigger: press.choice.trigger === undefined ? run.trigger : press.choice.trigger,
    title: run.title,
    runId,
    draft: plan.version === 0 ? after.graph : undefined,
    fork: {
      from: run.id,
      seed: answer.seed,
      seedItems: answer.seedItems,
      inheritedKeys: answer.inheritedKeys,
    },
  });
  if (isNew)
    await audit(context, {
      actor: press.by,
      action: 'run.resumed',
      target: runId,
      summary: `Resumed “${run.title}” as a new run on ${plan.version === 0 ? 'the draft' : `version ${plan.version}`}.`,
    });
  return { from: run.id, runId };
}

/** One press wins the closed run. It may be resumed again only once its resumption has ended badly, or never began. */
async function claim(context: ApiContext, run: Run, wanted: string): Promise<string> {
  const before =
    run.resumedAs === undefined
      ? undefined
      : await findRun(context.store, context.workspaceId, run.resumedAs);
  const isTaken = before !== undefined && (before.isOpen || before.state === 'done');
  const outcome = await update(context.store.runs, run.id, (current) => {
    const isSame = current.resumedAs === run.resumedAs;
    if (current.resumedAs === wanted || !isSame || isTaken) return undefined;
    return { ...current, resumedAs: wanted, changedAt: context.now() };
  });
  return outcome.kind === 'missing' ? wanted : (outcome.doc.resumedAs ?? wanted);
}

/** The answer this press got before, if it did. */
async function resumedByThisPress(context: ApiContext, run: Run, key: string): Promise<Resumed | undefined> {
  const event = pressOf(run, key, '', 0);
  const [found] = await context.store.triggerEvents.find({
    where: { workspaceId: context.workspaceId, triggerId: event.triggerId },
    order: { by: 'at', direction: 'descending' },
    limit: 1,
  });
  return found && { from: run.id, runId: found.runId };
}

function pressOf(run: Run, key: string, runId: string, at: number) {
  return { triggerId: `resume:${run.id}:${key}`, deliveryId: 'press', runId, at };
}

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let index = 0; index < items.length; index += atATime)
    results.push(...(await Promise.all(items.slice(index, index + atATime).map(work))));
  return results;
}
