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
import { refused } from './operation-failure.ts';

export type OpenedEffect =
  /** It is done: the recorded answer is the answer. */
  | { kind: 'done'; result: CallResult }
  /** Nothing was sent under this key before. */
  | { kind: 'fresh'; row: EffectRow }
  /** It may have been sent, and the receiver honours the key: send it again under the same key. */
  | { kind: 'repeat'; row: EffectRow }
  /** It may have been sent, and another one would be a second one: nothing is sent before more is known. */
  | { kind: 'unsure'; row: EffectRow };

type EffectRow = Omit<EffectRecord, 'revision'>;

/** Writes the ledger row before a call goes out, or says what an earlier attempt already came to. */
export async function openEffect(
  store: Store,
  id: string,
  call: CallInput,
  action: FrozenAction,
): Promise<OpenedEffect> {
  const requestHash = hashRequest(action);
  const { workspaceId, runId, key, version, approvalId } = call;
  const fresh: EffectRow = {
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
  if ((await store.effects.insert(fresh)) === 'inserted') return { kind: 'fresh', row: fresh };

  let opened: OpenedEffect = { kind: 'fresh', row: fresh };
  await update(store.effects, id, (row) => {
    if (row.workspaceId !== workspaceId) throw conflict();
    const next = { ...row, attempts: row.attempts + 1, triedAt: Date.now() };
    // A call that certainly had no effect leaves the key free, also for another request.
    if (row.state === 'failed') {
      const again = { ...next, ...fresh, attempts: next.attempts, endedAt: undefined };
      opened = { kind: 'fresh', row: again };
      return again;
    }
    if (row.requestHash !== requestHash) throw conflict();
    if (row.state === 'done') {
      opened = { kind: 'done', result: resultOf(row) };
      return undefined;
    }
    if (isOnlyOnce(call)) {
      opened = { kind: 'unsure', row };
      return undefined;
    }
    opened = { kind: 'repeat', row: next };
    return next;
  });
  return opened;
}

/** True for a call that happens again each time it is sent. */
export function isOnlyOnce({ effect }: Pick<CallInput, 'effect'>): boolean {
  return effect === 'none' || effect === 'lookup';
}

/** Takes the row for one more try, once it is known that the one before had no effect. Undefined when another host was faster. */
export async function retakeEffect(store: Store, row: EffectRow): Promise<EffectRow | undefined> {
  const next = { ...row, attempts: row.attempts + 1, triedAt: Date.now() };
  const taken = await update(store.effects, row.id, (current): EffectRecord | undefined =>
    current.state === 'started' && current.attempts === row.attempts
      ? { ...current, attempts: next.attempts, triedAt: next.triedAt }
      : undefined,
  );
  return taken.kind === 'done' ? next : undefined;
}

/** Whether this attempt is still the newest one under its key. */
export async function isNewest(store: Store, { id, attempts }: EffectRow): Promise<boolean> {
  const row = await store.effects.get(id);
  return row?.state === 'started' && row.attempts === attempts;
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

/** Records that this attempt certainly had no effect. An unknown outcome stays `started`, and so does the row of a later one. */
export async function failEffect(store: Store, { id, attempts }: EffectRow): Promise<void> {
  await update(store.effects, id, (row): EffectRecord | undefined =>
    row.state === 'started' && row.attempts === attempts
      ? { ...row, state: 'failed', endedAt: Date.now() }
      : undefined,
  );
}

function conflict() {
  return refused(
    'IDEMPOTENCY_CONFLICT',
    'This step already sent something else under the same key, so it is not sent again with other contents. Run the step as new.',
  );
}

function hashRequest(action: FrozenAction): string {
  return createHash('sha256').update(canonicalJson(action)).digest('hex');
}
