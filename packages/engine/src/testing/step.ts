import type { Effect, EngineEvent, Plan, RunState } from '@dayshift/model';
import { advance } from '../advance.ts';

/** `advance` on a copy: the state that was given stays as it was, so that a test can try several things from one point. */
export function step(
  plan: Plan,
  state: RunState,
  event: EngineEvent,
): { state: RunState; effects: Effect[] } {
  const next = structuredClone(state);
  const effects = advance(plan, next, event);
  return { state: next, effects };
}
