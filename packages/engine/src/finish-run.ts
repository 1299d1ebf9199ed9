import type { Failure, Json } from '@dayshift/model';
import type { Draft } from './draft.ts';
import { stopEverything } from './stop.ts';

/** Ends the run well, and stops whatever still works or waits. */
export function completeRun(draft: Draft, outcome: string, output: Json): void {
  stopEverything(draft);
  draft.state.status = 'completed';
  draft.state.outcome = outcome;
  draft.state.output = output;
  draft.effects.push({ type: 'complete', outcome, output });
}

/** Ends the run as failed. It can be resumed as a new run. */
export function failRun(draft: Draft, failure: Failure): void {
  stopEverything(draft);
  draft.state.status = 'failed';
  draft.state.failure = failure;
  draft.effects.push({ type: 'fail', failure });
}

export function cancelRun(draft: Draft): void {
  stopEverything(draft);
  draft.state.status = 'cancelled';
  draft.effects.push({ type: 'cancel' });
}
