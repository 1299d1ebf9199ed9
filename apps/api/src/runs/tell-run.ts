import type { ControlMessage, Run } from '@dayshift/model';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { derivedId } from '../derived-id.ts';
import { dropHeldRun } from './held-runs.ts';

/**
 * Tells an open run what a person wants. Written down first, once per command: nothing a person did to a run is without its
 * entry, whatever dies in between. A run that is over meanwhile refuses, and that has an entry of its own.
 */
export async function tellRun(
  context: ApiContext,
  run: Pick<Run, 'id' | 'workflowId'>,
  message: ControlMessage,
  fact: { action: string; summary: string },
): Promise<'sent' | 'not-found'> {
  const { by: actor, commandId } = message;
  const entry = { ...fact, actor, target: run.id };
  await audit(context, { ...entry, id: derivedId('aud', run.id, commandId) });
  // One that is kept for later has no workflow yet that could be told.
  if (message.verb === 'cancel' && (await dropHeldRun(context, run.id))) return 'sent';
  const outcome = await context.temporal.runs.control(run.workflowId, message);
  if (outcome === 'not-found')
    await audit(context, { ...entry, result: 'refused', id: derivedId('aud', run.id, commandId, 'refused') });
  return outcome;
}
