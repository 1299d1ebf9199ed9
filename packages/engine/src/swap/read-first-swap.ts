import type { Step, StepState, SwapPlan } from '@dayshift/model';
import type { Draft } from '../draft.ts';
import { baseKey } from '../instance-key.ts';
import { isEffect } from '../is-effect.ts';
import { planIndex } from '../plan-index.ts';
import { seedOf } from '../seed-of.ts';

/**
 * A command of the first release says what to keep and leaves the rest to the engine. It stands in the histories of runs that
 * are still open, so the engine goes on deciding the rest as it did then.
 */
export function readFirstSwap(draft: Draft, message: SwapPlan): SwapPlan {
  const { plan, plannedAt = Number.POSITIVE_INFINITY } = message;
  const { generations, steps } = draft.state;
  const seed = { ...message.seed };
  const goOn: string[] = [];
  const redo: NonNullable<SwapPlan['redo']> = {};
  for (const state of Object.values(steps)) {
    const base = baseKey(state.stepId, state.path);
    const oldStep = draft.index.step(state.stepId);
    const newStep = planIndex(plan).step(state.stepId);
    const isSame = oldStep !== undefined && newStep !== undefined && sameWork(oldStep, newStep);
    // It was still out when the person looked: what it did since must not be done again.
    if (isSame && isEffect(oldStep) && state.status === 'done' && (state.endedAt ?? 0) > plannedAt)
      seed[base] ??= seedOf(state);
    if (seed[base]) delete generations[base];
    else if (isInFlight(state) && isSame && oldStep.kind !== 'scope') goOn.push(base);
    else redo[base] = isKnown(state) && oldStep && oldStep.kind !== 'scope' ? 'fresh' : 'same-key';
  }
  return { verb: 'swap-plan', plan, seed, goOn, redo, unchanged: [] };
}

function isKnown(state: StepState): boolean {
  return state.status === 'done' || state.failure?.effect === 'not-happened' || state.status === 'asking';
}

function isInFlight({ status }: StepState): boolean {
  return status === 'running' || status === 'sleeping' || status === 'asking';
}

function sameWork(a: Step, b: Step): boolean {
  const work = (step: Step) => JSON.stringify({ ...step, ports: null, title: null, join: null });
  return work(a) === work(b);
}
