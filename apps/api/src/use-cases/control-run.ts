import type { ControlRequest } from '@dayshift/contracts';
import type { ControlMessage } from '@dayshift/model';
import { getRun } from '@dayshift/store';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
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
  const fact = {
    actor: by,
    action: `run.${control.verb}`,
    target: run.id,
    summary: `${words[control.verb]}${'key' in control ? ` (${control.key})` : ''} in “${run.title}”.`,
  };
  // Written down first: nothing a person did to a run is without its entry, whatever dies in between.
  await audit(context, { ...fact, id: derivedId('aud', run.id, control.commandId) });
  if ((await context.temporal.runs.control(run.workflowId, message)) === 'not-found') {
    await audit(context, {
      ...fact,
      result: 'refused',
      id: derivedId('aud', run.id, control.commandId, 'refused'),
    });
    throw runIsOver();
  }
  context.changes.poke();
  return { accepted: true };
}

function runIsOver() {
  return conflict('RUN_CLOSED', 'This run is over.', { hint: 'Resume it, or run it again.' });
}
