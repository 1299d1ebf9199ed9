import type { Json, RunState, StepState, StepStatus } from '@dayshift/model';

/**
 * What can be told from a state and is dear to tell again at each event. Kept beside the state, which changes in place, and
 * never part of it: a state read from JSON gets a new one.
 */
export interface Memory {
  /** Instance keys of steps that are under way or stuck, in the order they began. */
  unsettled: Set<string>;
  /** How many calls the host has out. */
  callsOut: number;
  /** Outputs by step key per activation, made when first asked for. */
  outputs: Map<string, Record<string, Json>>;
}

const memories = new WeakMap<RunState, Memory>();

export function memoryOf(state: RunState): Memory {
  let memory = memories.get(state);
  if (!memory) {
    memory = read(state);
    memories.set(state, memory);
  }
  return memory;
}

/** After everything in a state was replaced. */
export function forget(state: RunState): Memory {
  memories.delete(state);
  return memoryOf(state);
}

/** Steps under way or stuck, in the order they began. */
export function unsettledSteps(state: RunState): StepState[] {
  const steps: StepState[] = [];
  for (const key of memoryOf(state).unsettled) {
    const step = state.steps[key];
    if (step) steps.push(step);
  }
  return steps;
}

const isUnsettledIn: Record<StepStatus, boolean> = {
  running: true,
  sleeping: true,
  asking: true,
  stuck: true,
  done: false,
  skipped: false,
  failed: false,
  cancelled: false,
};

export function isUnsettled(step: StepState): boolean {
  return isUnsettledIn[step.status];
}

function read(state: RunState): Memory {
  const memory: Memory = { unsettled: new Set(), callsOut: 0, outputs: new Map() };
  for (const step of Object.values(state.steps)) {
    if (isUnsettled(step)) memory.unsettled.add(step.key);
    if (step.isOut) memory.callsOut += 1;
  }
  return memory;
}
