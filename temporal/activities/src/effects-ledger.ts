import { createHash } from 'node:crypto';
import {
  type CallInput,
  type CallResult,
  canonicalJson,
  type EffectRecord,
  type FrozenAction,
} from '@dayshift/model';
import { type Store, update } from '@dayshift/store';
import { effectInWords } from './effect-in-words.ts';
import { OperationFailure, refused } from './operation-failure.ts';

export type OpenedEffect =
  /** It is done: the recorded answer is the answer. */
  | { kind: 'done'; result: CallResult }
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
  const { workspaceId, runId, key, version, approvalId } = call;
  const fresh: Omit<EffectRecord, 'revision'> = {
    id,
    workspaceId,
    runId,
    key,
    operation: action.operation,
    requestHash,
    state: 'started',
    summary: effectInWords(action),
    version,
    ...(approvalId !== undefined && { approvalId }),
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
      opened = { kind: 'done', result: resultOf(row) };
      return undefined;
    }
    if (call.effect === 'none' || call.effect === 'lookup') throw ambiguous(action.operation);
    opened = { kind: 'repeat' };
    return { ...row, attempts: row.attempts + 1 };
  });
  return opened;
}

/**
 * Records the answer, and returns the one that stands: of two hosts at work under one key the first to finish is right, and
 * a slow one must not change what the run already saw.
 */
export async function completeEffect(store: Store, id: string, result: CallResult): Promise<CallResult> {
  const { output, costUsd } = result;
  const recorded = await update(store.effects, id, (row): EffectRecord | undefined =>
    row.state === 'done'
      ? undefined
      : { ...row, state: 'done', result: output, costUsd, endedAt: Date.now() },
  );
  return recorded.kind === 'unchanged' ? resultOf(recorded.doc) : result;
}

function resultOf({ result, costUsd }: EffectRecord): CallResult {
  return { output: result ?? null, ...(costUsd === undefined ? {} : { costUsd }) };
}

/** Records that the call certainly had no effect. An unknown outcome stays `started`. */
export async function failEffect(store: Store, id: string): Promise<void> {
  await update(store.effects, id, (row): EffectRecord | undefined =>
    row.state === 'started' ? { ...row, state: 'failed', endedAt: Date.now() } : undefined,
  );
}

export function ambiguous(operation: string, cause?: unknown): OperationFailure {
  const text = `An earlier try of "${operation}" may have been carried out, and sending it again would do it twice. Did it happen?`;
  return new OperationFailure('AMBIGUOUS_EFFECT', text, { isRetryable: false, effect: 'unknown', cause });
}

function conflict(): OperationFailure {
  return refused(
    'IDEMPOTENCY_CONFLICT',
    'This step already sent something else under the same key, so it is not sent again with other contents. Run the step as new.',
  );
}

function hashRequest(action: FrozenAction): string {
  return createHash('sha256').update(canonicalJson(action)).digest('hex');
}
