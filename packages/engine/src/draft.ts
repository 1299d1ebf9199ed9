import type { WorkMeter } from '@dayshift/expressions';
import type { Effect, Plan, RunState, StepState } from '@dayshift/model';
import { isUnsettled, type Memory, memoryOf } from './memory.ts';
import { type PlanIndex, planIndex } from './plan-index.ts';

/** One event's work in progress. The state changes in place: the host that owns it has no use for the one before. */
export interface Draft {
  plan: Plan;
  index: PlanIndex;
  at: number;
  state: RunState;
  memory: Memory;
  effects: Effect[];
  pureSteps: number;
  /** What expressions have cost so far. */
  work: WorkMeter;
  watch: EngineWatch;
}

/** What a host may want to keep that the state lets go. */
export interface EngineWatch {
  /** Steps of an item or round that is over: the state keeps its result only. */
  closed?(steps: StepState[]): void;
}

export function openDraft(plan: Plan, state: RunState, at: number, watch: EngineWatch = {}): Draft {
  return {
    plan,
    index: planIndex(plan),
    at,
    state,
    memory: memoryOf(state),
    effects: [],
    pureSteps: 0,
    work: { steps: 0, dialect: plan.dialect ?? 1 },
    watch,
  };
}

/** Semantics of the first release, for runs that were started by it: what they have decided they must decide again. */
export function isFirstEngine(state: RunState): boolean {
  return (state.engineVersion ?? 1) < 2;
}

export function putStep(draft: Draft, step: StepState): void {
  const before = draft.state.steps[step.key];
  if (before?.isOut) draft.memory.callsOut -= 1;
  if (step.isOut) draft.memory.callsOut += 1;
  draft.state.steps[step.key] = step;
  if (isUnsettled(step)) draft.memory.unsettled.add(step.key);
  else draft.memory.unsettled.delete(step.key);
}

export function dropStep(draft: Draft, key: string): void {
  if (draft.state.steps[key]?.isOut) draft.memory.callsOut -= 1;
  delete draft.state.steps[key];
  draft.memory.unsettled.delete(key);
}

/** What was asked for under the keys so far stays theirs; the next execution has a new one. */
export function beginAfresh({ state }: Draft, base: string): void {
  state.generations[base] = (state.generations[base] ?? 0) + 1;
}
