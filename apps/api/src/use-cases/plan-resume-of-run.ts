import { createHash } from 'node:crypto';
import { diffGraphs } from '@dayshift/compiler';
import type { ResumeChoice, ResumePlan } from '@dayshift/contracts';
import { planResume, type ResumeAnswer } from '@dayshift/engine/resume';
import { canonicalJson, type Graph, type Json, type Plan, type Run } from '@dayshift/model';
import { getPlaybook } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { compileDraft } from '../playbooks/compile-draft.ts';
import { incidentsOf } from '../runs/claim-command.ts';
import { planOfRun } from '../runs/plan-of-run.ts';
import { projectRun } from '../runs/project-run.ts';
import { runsWithSameCause } from '../runs/run-view.ts';
import { largestStartBytes, startBytes } from '../runs/start-bytes.ts';
import { conflict, unprocessable } from '../server/request-error.ts';
import { checkTriggerInput } from '../triggers/check-trigger-input.ts';

/** A resume plan with what carrying it out needs. */
export interface PreparedResume {
  plan: ResumePlan;
  answer: ResumeAnswer;
  after: { graph: Graph; plan: Plan };
  /** Of a draft: the drawing that was planned with, so that exactly it is published. */
  draftRevision: number | undefined;
  /** What stands still in the run, as `incidentsOf`. */
  incidents: string;
}

/** What resuming would do, step by step, and nothing is done. */
export async function planResumeOfRun(
  context: ApiContext,
  run: Run,
  choice: ResumeChoice,
): Promise<PreparedResume> {
  const projection = await projectRun(context, run, { withEarlier: true });
  const { state, plan: before, input } = projection ?? {};
  if (!state || !before)
    throw conflict('HISTORY_GONE', 'What this run did is no longer kept, so it cannot be resumed.', {
      hint: 'Run it again instead.',
    });
  const [old, after, playbook] = await Promise.all([
    planOfRun(context, { ...run, version: before.version }),
    versionToResumeOn(context, run, before, choice.version),
    getPlaybook(context.store, context.workspaceId, run.playbookId),
  ]);
  if (choice.trigger !== undefined)
    checkTriggerInput(after.graph, run.triggerNodeId, choice.trigger, 'trigger');
  const toVersion = after.plan.version || playbook.publishedVersion + 1;
  const isOpen = run.isOpen && state.status === 'open' && projection?.closed === undefined;
  const answer = planResume({
    runId: run.id,
    isOpen,
    state,
    pruned: projection?.pruned ?? {},
    before,
    after: after.plan,
    toVersion,
    fromNodeId: choice.fromNodeId,
    hasNewTrigger: choice.trigger !== undefined,
    redo: choice.redo,
    inheritedKeys: input?.inheritedKeys ?? {},
  });
  const trigger = choice.trigger === undefined ? run.trigger : choice.trigger;
  if (
    startBytes({
      plan: after.plan,
      trigger,
      seed: answer.seed,
      seedItems: answer.seedItems,
      inheritedKeys: answer.inheritedKeys,
    }) > largestStartBytes
  )
    answer.problems.push(
      'What the run would keep is larger than 2 MB, more than it can be resumed with. Start again at an earlier step, or run it again.',
    );
  const how = isOpen ? ('in-place' as const) : ('fork' as const);
  const plan: Omit<ResumePlan, 'digest'> = {
    how,
    fromVersion: before.version,
    toVersion,
    changes: diffGraphs(old.graph, after.graph).map(({ text }) => text),
    steps: answer.steps,
    repeats: answer.repeats,
    problems: answer.problems,
    sameCause: await runsWithSameCause(context, run),
  };
  const draftRevision = choice.version === 'draft' ? playbook.draftRevision : undefined;
  return {
    plan: { ...plan, digest: digestOf(run.id, plan, after.plan.hash, choice) },
    answer,
    after,
    draftRevision,
    incidents: incidentsOf(state),
  };
}

async function versionToResumeOn(
  context: ApiContext,
  run: Run,
  before: Plan,
  version: ResumeChoice['version'],
): Promise<{ graph: Graph; plan: Plan }> {
  if (version === 'same') return planOfRun(context, { ...run, version: before.version });
  if (version === 'draft')
    return compileDraft(context, await getPlaybook(context.store, context.workspaceId, run.playbookId));
  const published = await context.published.find(run.playbookId);
  if (published) return published;
  throw unprocessable('NOT_PUBLISHED', 'This playbook has no published version.', {
    path: 'version',
    hint: 'Publish it first, or resume on the same version.',
  });
}

/** Binds what was shown: the same words about the same steps, of the same run, on the same plan. */
function digestOf(
  runId: string,
  plan: Omit<ResumePlan, 'digest'>,
  hash: string,
  choice: ResumeChoice,
): string {
  const { how, steps, repeats, problems } = plan;
  const bound = {
    runId,
    how,
    steps,
    repeats,
    problems,
    hash,
    ...(choice.trigger !== undefined && { trigger: choice.trigger }),
  };
  return createHash('sha256')
    .update(canonicalJson(bound as unknown as Json)) // contract shapes and a trigger: all JSON
    .digest('hex');
}
