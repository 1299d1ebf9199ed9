import { createHash } from 'node:crypto';
import {
  type CallInput,
  canonicalJson,
  type EffectRecord,
  type FrozenAction,
  type Json,
} from '@dayshift/model';
import { type Store, update } from '@dayshift/store';
import { OperationFailure, refused } from './operation-failure.ts';

export type OpenedEffect =
  /** It is done: the recorded answer is the answer. */
  | { kind: 'done'; result: Json; costUsd: number | undefined }
  /** Nothing was sent under this key before. */
  | { kind: 'fresh' }
  /** It may have been sent, and the receiver honours the key: send it again under the same key. */
  | { kind: 'repeat' };

/** Writes the ledger row before a call goes out, or says what an earlier attempt already came to. */
export async function openEffect(
  store: Store,
  id: string,
  call: CallInput,
  action: FrozenAction,
): Promise<OpenedEffect> {
  const requestHash = hashRequest(action);
  const { workspaceId, runId, key } = call;
  const fresh: Omit<EffectRecord, 'revision'> = {
    id,
    workspaceId,
    runId,
    key,
    operation: action.operation,
    requestHash,
    state: 'started',
    attempts: 1,
    startedAt: Date.now(),
  };
  if ((await store.effects.insert(fresh)) === 'inserted') return { kind: 'fresh' };

  let opened: OpenedEffect = { kind: 'fresh' };
  await update(store.effects, id, (row) => {
    if (row.workspaceId !== workspaceId) throw conflict();
    // A call that certainly had no effect leaves the key free, also for another request.
    if (row.state === 'failed') {
      opened = { kind: 'fresh' };
      return { ...row, ...fresh, attempts: row.attempts + 1, endedAt: undefined };
    }
    if (row.requestHash !== requestHash) throw conflict();
    if (row.state === 'done') {
      opened = { kind: 'done', result: row.result ?? null, costUsd: row.costUsd };
      return undefined;
    }
    if (call.effect === 'none' || call.effect === 'lookup') throw ambiguous(action.operation);
    opened = { kind: 'repeat' };
    return { ...row, attempts: row.attempts + 1 };
  });
  return opened;
}

/** Records the answer. From here on every attempt under this key returns it. */
export async function completeEffect(
  store: Store,
  id: string,
  result: Json,
  costUsd: number | undefined,
): Promise<void> {
  await update(store.effects, id, (row): EffectRecord | undefined =>
    // The first answer stands: a slow attempt that comes in second must not change what the run already saw.
    row.state === 'done' ? undefined : { ...row, state: 'done', result, costUsd, endedAt: Date.now() },
  );
}

/** Records that the call certainly had no effect. An unknown outcome stays `started`. */
export async function failEffect(store: Store, id: string): Promise<void> {
  await update(store.effects, id, (row): EffectRecord | undefined =>
    row.state === 'started' ? { ...row, state: 'failed', endedAt: Date.now() } : undefined,
  );
}

export function ambiguous(operation: string, cause?: unknown): OperationFailure {
  const text = `An earlier try of "${operation}" may have been carried out, and sending it again would do it twice. Did it happen?`;
  return new OperationFailure('AmbiguousEffect', text, { isRetryable: false, effect: 'unknown', cause });
}

function conflict(): OperationFailure {
  return refused(
    'IdempotencyConflict',
    'This step already sent something else under the same key, so it is not sent again with other contents. Run the step as new.',
  );
}

function hashRequest(action: FrozenAction): string {
  return createHash('sha256').update(canonicalJson(action)).digest('hex');
}
