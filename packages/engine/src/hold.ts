import type { RunState } from '@dayshift/model';
import { memoryOf } from './memory.ts';

/** Timer key by which a run that cannot go on in a fresh history goes on in the one it has. */
export const goOnKey = '~go-on';

/** Whether to hold when the server suggests a fresh history. A run that was too large once stays where it is. */
export function mayHold(state: RunState): boolean {
  return state.status === 'open' && !state.isHeld && !state.cannotTravel && (state.engineVersion ?? 1) >= 2;
}

/** True when a held run has nothing out that would be lost on the way: questions and timers are taken up again. */
export function isReadyToTravel(state: RunState): boolean {
  return state.isHeld === true && state.carried === undefined && !hasCallsOut(state);
}

export function hasCallsOut(state: RunState): boolean {
  return memoryOf(state).callsOut > 0;
}

/** Begins new work again, in a fresh history. */
export function goOn(state: RunState): void {
  delete state.isHeld;
  delete state.cannotTravel;
}

/** Begins new work again where it is: what it keeps is too large to be taken along. */
export function stay(state: RunState): void {
  delete state.isHeld;
  state.cannotTravel = true;
}
