import type { ControlRequest } from '@dayshift/contracts';
import { repairRefusal } from '@dayshift/engine';
import type { ControlMessage, RepairMessage, Run } from '@dayshift/model';
import { getRun } from '@dayshift/store';
import { settleEffect } from '../approvals/settle-effect.ts';
import type { ApiContext } from '../context.ts';
import { claimCommand, incidentOf } from '../runs/claim-command.ts';
import { checkCorrection, correctableOf } from '../runs/correction.ts';
import { projectRun } from '../runs/project-run.ts';
import { tellRun } from '../runs/tell-run.ts';
import { conflict, unprocessable } from '../server/request-error.ts';

const words: Record<ControlRequest['verb'], string> = {
  retry: 'Tried a stuck step again',
  'retry-with': 'Tried a stuck step again with corrected input',
  skip: 'Skipped a stuck step',
  'skip-item': 'Skipped the item of a stuck step',
  'set-output': 'Set the output of a stuck step',
  'it-happened': 'Said that what a stuck step sent did arrive',
  'it-did-not': 'Said that what a stuck step sent did not arrive, and tried again',
  fail: 'Let the run fail',
  cancel: 'Cancelled the run',
};

/** Tells an open run what a person wants, if it can be done. The run notices a repeated command by its id. */
export async function controlRun(
  context: ApiContext,
  request: { runId: string; control: ControlRequest; by: string },
): Promise<{ accepted: true }> {
  const run = await getRun(context.store, context.workspaceId, request.runId);
  if (!run.isOpen) throw runIsOver();
  const { control, by } = request;
  const message: ControlMessage = { ...control, by };
  const corrected = message.verb === 'cancel' ? undefined : await checkRepair(context, run, message);
  const outcome = await tellRun(context, run, message, {
    action: `run.${control.verb}`,
    summary: `${words[control.verb]}${'key' in control ? ` (${control.key})` : ''} in “${run.title}”.${corrected ? ` ${corrected}` : ''}`,
  });
  if (outcome === 'not-found') throw runIsOver();
  context.changes.poke();
  return { accepted: true };
}

/**
 * What the engine would pass over is refused here, with the reason; the row's own state may lag behind. Gives what was
 * corrected, in words.
 */
async function checkRepair(
  context: ApiContext,
  run: Run,
  message: RepairMessage & { commandId: string; by: string },
): Promise<string | undefined> {
  const projection = await projectRun(context, run);
  const { state, plan, closed } = projection ?? {};
  // Over meanwhile: telling it says so.
  if (!projection || !state || !plan || closed || state.status !== 'open') return undefined;
  // The same press again: whatever it did is done.
  if (state.seen.includes(message.commandId)) return undefined;
  const why = repairRefusal(plan, state, message.key, message.verb);
  const incident = incidentOf({ ...state.steps[message.key], key: message.key });
  if (why !== undefined) throw refusal(why, state.steps[message.key]?.status);
  const corrected =
    message.verb === 'retry-with'
      ? checkCorrection(correctableOf(projection, message.key), message.input)
      : undefined;
  await claimCommand(context, run, {
    incident,
    id: message.commandId,
    verb: message.verb,
    by: message.by,
  });
  if (message.verb === 'it-happened' || message.verb === 'it-did-not')
    await settleEffect(context, state.steps[message.key]?.failure, message);
  return corrected;
}

function refusal(why: string, status: string | undefined) {
  if (status === 'stuck')
    return unprocessable('VERB_REFUSED', why, { path: 'verb', hint: 'Choose something else for this step.' });
  return conflict('NOT_STUCK', why, { hint: 'Somebody may have been first. See how the run goes on.' });
}

function runIsOver() {
  return conflict('RUN_CLOSED', 'This run is over.', { hint: 'Resume it, or run it again.' });
}
