import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { StateFile } from '../storage/state-file.ts';
import { refuse } from './help-desk-refusal.ts';
import type { HelpDeskState } from './help-desk-state.ts';

type Answer = { status: number; body: z.core.util.JSONType };
type Once = Answer & { isRepeated: boolean };

/**
 * Does the work of a request once per `Idempotency-Key`. A refusal is not remembered: nothing was done, so the corrected
 * request may come with the same key. `work` is synchronous, so two requests with one key cannot both be first.
 */
export async function answerOnce(
  file: StateFile<HelpDeskState>,
  key: string | undefined,
  request: unknown,
  work: () => Answer,
): Promise<Once> {
  const { answers } = file.state;
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const known = key !== undefined && Object.hasOwn(answers, key) ? answers[key] : undefined;
  if (known && known.request !== fingerprint) {
    throw refuse(409, 'this Idempotency-Key was used for a different request');
  }
  const answer = known ?? work();
  if (key !== undefined && !known) answers[key] = { request: fingerprint, ...answer };
  // Also for a repeated one: the first may still be on its way to the disk.
  await file.save();
  return { status: answer.status, body: answer.body, isRepeated: known !== undefined };
}
