import type { Failure, Json, StepState } from '@dayshift/model';
import type { Draft } from './draft.ts';
import { approvalIdOf } from './steps/approve.ts';

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

function stopEverything(draft: Draft): void {
  draft.state.ready = [];
  for (const step of Object.values(draft.state.steps)) {
    if (!isInFlight(step) && step.status !== 'stuck') continue;
    draft.state.steps[step.key] = { ...step, status: 'cancelled', endedAt: draft.at };
    stopStep(draft, step);
  }
}

export function isInFlight(step: StepState): boolean {
  return step.status === 'running' || step.status === 'sleeping' || step.status === 'asking';
}

/** Takes back what a step had asked of the host. */
export function stopStep(draft: Draft, step: StepState): void {
  const kind = draft.index.step(step.stepId)?.kind;
  if (step.status === 'running' && kind === 'call') draft.effects.push({ type: 'stop-call', key: step.key });
  if (step.status === 'sleeping') draft.effects.push({ type: 'stop-timer', key: step.key });
  if (step.status === 'asking') {
    if (step.dueAt !== undefined) draft.effects.push({ type: 'stop-timer', key: step.key });
    draft.effects.push({
      type: 'close-approval',
      key: step.key,
      approvalId: approvalIdOf(draft, step.key),
      state: 'cancelled',
    });
  }
}
