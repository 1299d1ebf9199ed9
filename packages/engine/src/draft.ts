import type { WorkMeter } from '@dayshift/expressions';
import type { Activation, Effect, Json, Plan, RunState, StepState } from '@dayshift/model';
import { type PlanIndex, planIndex } from './plan-index.ts';

/**
 * One event's work in progress. The state given to the reducer is never changed: containers are copied when the draft
 * is opened, activations when first written, and step states are always replaced.
 */
export interface Draft {
  plan: Plan;
  index: PlanIndex;
  at: number;
  state: RunState;
  effects: Effect[];
  ownedActivations: Set<string>;
  /** Outputs by step key per activation, built when first asked for. */
  outputs: Map<string, Record<string, Json>>;
  /** Questions, timers and calls of an older plan that the new one may take over. */
  inFlight: Map<string, StepState>;
  pureSteps: number;
  /** What expressions have cost so far. */
  work: WorkMeter;
}

export function openDraft(plan: Plan, state: RunState, at: number): Draft {
  return {
    plan,
    index: planIndex(plan),
    at,
    state: {
      ...state,
      activations: { ...state.activations },
      steps: { ...state.steps },
      seen: [...state.seen],
      ready: [...state.ready],
      early: [...state.early],
      generations: { ...state.generations },
    },
    effects: [],
    ownedActivations: new Set(),
    outputs: new Map(),
    inFlight: new Map(),
    pureSteps: 0,
    work: { steps: 0 },
  };
}

/** The activation, copied once per draft so that it may be written. */
export function ownActivation(draft: Draft, key: string): Activation | undefined {
  const activation = draft.state.activations[key];
  if (!activation || draft.ownedActivations.has(key)) return activation;
  const copy = { ...activation, edges: { ...activation.edges } };
  draft.state.activations[key] = copy;
  draft.ownedActivations.add(key);
  return copy;
}
