import { createHash } from 'node:crypto';
import { type CallInput, readEffectOrigin } from '@dayshift/model';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * base32(sha256(workspace, run key, step@iteration!generation, operation)). Nothing in it changes over attempts, crashes,
 * resets or replays; a run that inherited an effect brings its origin as run key.
 */
export function idempotencyKey(
  call: Pick<CallInput, 'workspaceId' | 'runKey' | 'key' | 'operation'>,
): string {
  // As JSON, so that no two lists of parts share one text.
  const { runId, key } = readEffectOrigin(call.runKey, call.key);
  const parts = JSON.stringify([call.workspaceId, runId, key, call.operation]);
  const digest = createHash('sha256').update(parts).digest();
  let bits = '';
  for (const byte of digest) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => alphabet.charAt(Number.parseInt(five, 2))).join('');
}
