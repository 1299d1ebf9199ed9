import type { Json, Run } from '@dayshift/model';
import { getPlaybook, getRun } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { planOfRun } from '../runs/plan-of-run.ts';
import { refuseOtherContent } from '../runs/refuse-other-content.ts';
import { conflict } from '../server/request-error.ts';
import { checkTriggerInput } from '../triggers/check-trigger-input.ts';
import { findWorkerOf } from '../workers/find-worker-of.ts';
import { startRun } from './start-run.ts';

/** A new run with the same input, on the same version or the newest one. */
export async function runAgain(
  context: ApiContext,
  request: {
    runId: string;
    version: 'same' | 'published';
    trigger?: Json | undefined;
    by: string;
    idempotencyKey?: string | undefined;
  },
): Promise<{ runId: string }> {
  const run = await getRun(context.store, context.workspaceId, request.runId);
  const published = await context.published.find(run.playbookId);
  if (request.version === 'published' && !published)
    throw conflict('NOT_PUBLISHED', 'This playbook has no published version.', {
      path: 'version',
      hint: 'Publish it first, or run the same version again.',
    });
  const { plan, graph } =
    request.version === 'published' && published ? published : await planOfRun(context, run);
  // `null` is an input like any other; only what was left out is the old one.
  const isEdited = request.trigger !== undefined;
  const trigger = request.trigger === undefined ? run.trigger : request.trigger;
  if (isEdited) checkTriggerInput(graph, run.triggerNodeId, trigger, 'trigger');
  // A new run is new work: for whoever does this playbook today.
  const playbook = await getPlaybook(context.store, context.workspaceId, run.playbookId);
  const worker = await findWorkerOf(context, playbook);
  const started = await startRun(context, {
    startedBy: request.by,
    playbook,
    worker,
    plan,
    triggerNodeId: run.triggerNodeId,
    trigger,
    runId:
      request.idempotencyKey &&
      derivedId('run', context.workspaceId, run.id, 'again', request.idempotencyKey),
    draft: plan.version === 0 ? graph : undefined,
    ...(plan.version === 0 && testOf(run)),
  });
  if (!started.isNew) await refuseOtherContent(context, started.runId, trigger);
  else
    await audit(context, {
      actor: request.by,
      action: 'run.started-again',
      target: started.runId,
      summary: `Ran “${run.title}” again${isEdited ? ' with another input' : ''}.`,
    });
  return { runId: started.runId };
}

/** A test of one step makes sense only with what it was given. */
function testOf({ testedNodeId, sampleRunId, fork, title }: Run) {
  return testedNodeId === undefined ? {} : { test: { nodeId: testedNodeId, sampleRunId }, fork, title };
}
