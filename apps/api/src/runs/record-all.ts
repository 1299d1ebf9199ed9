import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Projection, record } from '@dayshift/engine';
import type { RecordedEvent } from '@dayshift/model';

const longestTurnMs = 10;

/** Takes events of a history into a projection. Working out a long run again must not keep others waiting. */
export async function recordAll(projection: Projection, events: readonly RecordedEvent[]): Promise<void> {
  let began = performance.now();
  for (const event of events) {
    record(projection, event);
    if (performance.now() - began < longestTurnMs) continue;
    await nextTurn();
    began = performance.now();
  }
}
