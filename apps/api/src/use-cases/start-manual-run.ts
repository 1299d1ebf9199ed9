import type { Json } from '@dayshift/model';
import { getPlaybook } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { compileDraft } from '../playbooks/compile-draft.ts';
import { refuseOtherContent } from '../runs/refuse-other-content.ts';
import { conflict, unprocessable } from '../server/request-error.ts';
import { checkTriggerInput } from '../triggers/check-trigger-input.ts';
import { findWorkerOf } from '../workers/find-worker-of.ts';
import { startRun } from './start-run.ts';

/** A person starts a run: on the published version, or to try the draft as it is. */
export async function startManualRun(
  context: ApiContext,
  request: {
    playbookId: string;
    from: 'draft' | 'published';
    triggerNodeId?: string | undefined;
    input: Json;
    by: string;
    idempotencyKey?: string | undefined;
  },
): Promise<{ runId: string }> {
  const { store, workspaceId } = context;
  const playbook = await getPlaybook(store, workspaceId, request.playbookId);
  const { plan, graph } = await planToRun(context, playbook.id, request.from);
  const triggers = plan.steps.filter((step) => step.kind === 'trigger');
  const trigger = request.triggerNodeId
    ? triggers.find(({ nodeId }) => nodeId === request.triggerNodeId)
    : (triggers.find(({ triggerType }) => triggerType === 'manual') ?? triggers[0]);
  if (!trigger)
    throw unprocessable('TRIGGER_MISSING', 'There is no such trigger in this version.', {
      path: 'triggerNodeId',
      hint: 'Choose a trigger of this version.',
    });
  const drawn = graph.nodes.find(({ id }) => id === trigger.nodeId);
  // A draft is tried by hand, also while its trigger is off: that is why it is off.
  if (drawn?.isDisabled && request.from === 'published')
    throw conflict('TRIGGER_SWITCHED_OFF', `“${drawn.title}” is switched off and starts nothing.`, {
      path: 'triggerNodeId',
      hint: 'Switch it on and publish, or try the draft.',
    });
  checkTriggerInput(graph, trigger.nodeId, request.input);
  const { runId, isNew } = await startRun(context, {
    playbook,
    worker: await findWorkerOf(context, playbook),
    plan,
    triggerNodeId: trigger.nodeId,
    trigger: request.input,
    startedBy: request.by,
    runId:
      request.idempotencyKey && derivedId('run', workspaceId, playbook.id, 'start', request.idempotencyKey),
    draft: request.from === 'draft' ? graph : undefined,
  });
  if (!isNew) await refuseOtherContent(context, runId, request.input);
  else
    await audit(context, {
      actor: request.by,
      action: 'run.started',
      target: runId,
      summary: `Started “${playbook.name}”, ${request.from === 'draft' ? 'the draft' : `version ${plan.version}`}.`,
    });
  return { runId };
}

async function planToRun(context: ApiContext, playbookId: string, from: 'draft' | 'published') {
  if (from === 'draft')
    return compileDraft(context, await getPlaybook(context.store, context.workspaceId, playbookId));
  const published = await context.published.find(playbookId);
  if (!published)
    throw conflict('NOT_PUBLISHED', 'This playbook has no published version yet.', {
      hint: 'Publish it, or try its draft.',
    });
  return published;
}
