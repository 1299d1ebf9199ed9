import type { ControlRequest } from '@dayshift/contracts';
import type { ControlMessage } from '@dayshift/model';
import { getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { tellRun } from '../runs/tell-run.ts';
import { conflict } from '../server/request-error.ts';

const words: Record<ControlRequest['verb'], string> = {
  retry: 'Tried a stuck step again',
  skip: 'Skipped a stuck step',
  'set-output': 'Set the output of a stuck step',
  fail: 'Let the run fail',
  cancel: 'Cancelled the run',
};

/** Tells an open run what a person wants. The run notices a repeated command by its id. */
export async function controlRun(
  context: ApiContext,
  request: { runId: string; control: ControlRequest; by: string },
): Promise<{ accepted: true }> {
  const run = await getRun(context.store, context.workspaceId, request.runId);
  if (!run.isOpen) throw runIsOver();
  const { control, by } = request;
  const message: ControlMessage = { ...control, by };
  const outcome = await tellRun(context, run, message, {
    action: `run.${control.verb}`,
    summary: `${words[control.verb]}${'key' in control ? ` (${control.key})` : ''} in “${run.title}”.`,
  });
  if (outcome === 'not-found') throw runIsOver();
  context.changes.poke();
  return { accepted: true };
}

function runIsOver() {
  return conflict('RUN_CLOSED', 'This run is over.', { hint: 'Resume it, or run it again.' });
}
