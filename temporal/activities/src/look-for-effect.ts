import { setTimeout as pause } from 'node:timers/promises';
import type { Json } from '@dayshift/model';
import type { Performance } from './operation-handler.ts';

/** What the receiver says of an effect whose answer never came. */
export type Looked = { kind: 'happened'; output: Json } | { kind: 'absent' } | { kind: 'unknown' };

/** Asks the receiver; undefined where it cannot be asked. */
export type Look = (input: unknown, performance: Performance) => Promise<Looked>;

/** A receiver may still be at work on what it took: "it is not there" counts once it was said over this time. */
const looksAfterMs = [0, 1_000, 3_000];

/** Looks until something is known. The receiver's own trouble is no answer, and never a reason to send again. */
export async function lookForEffect(
  look: Look | undefined,
  input: unknown,
  performance: Performance,
): Promise<Looked> {
  if (!look) return { kind: 'unknown' };
  let looked: Looked = { kind: 'unknown' };
  let waited = 0;
  for (const after of looksAfterMs) {
    await pause(after - waited, undefined, { signal: performance.signal });
    waited = after;
    looked = await look(input, performance).catch((): Looked => ({ kind: 'unknown' }));
    performance.signal.throwIfAborted();
    if (looked.kind === 'happened') return looked;
  }
  return looked;
}
