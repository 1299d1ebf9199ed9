import { canonicalJson, type Json } from '@dayshift/model';
import { getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { unprocessable } from '../server/request-error.ts';

/** The same key for something else is a mistake of the caller, and is told instead of dropped. */
export async function refuseOtherContent(context: ApiContext, runId: string, input: Json): Promise<void> {
  const first = await getRun(context.store, context.workspaceId, runId);
  if (canonicalJson(first.trigger) === canonicalJson(input)) return;
  throw unprocessable('IDEMPOTENCY_MISMATCH', 'This idempotency key was used before, for something else.', {
    path: 'Idempotency-Key',
    hint: 'Use a new key for each intention.',
  });
}
