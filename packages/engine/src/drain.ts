import type { ReadyWork, Step, StepState } from '@dayshift/model';
import { closeActivation } from './close-activation.ts';
import type { Draft } from './draft.ts';
import { baseKey } from './instance-key.ts';
import { putStep, settleStep } from './settle.ts';
import type { StepHandler } from './step-handler.ts';
import { stepHandlers } from './step-handlers.ts';

/** Steps worked through in one event before the host is asked for a new task: keeps a task far below its time limit. */
export const pureStepLimit = 2_000;
/** The same for what expressions cost, in their own units: some tens of milliseconds. */
export const workLimit = 500_000;

/** Timer key of that breath. No step has it: step ids start with a letter. */
export const breathKey = '~breath';

/** Works through what is ready until the run waits for the world or is over. */
export function drain(draft: Draft): void {
  for (let work = draft.state.ready.shift(); work; work = draft.state.ready.shift()) {
    if (draft.state.status !== 'open') return;
    if (draft.pureSteps >= pureStepLimit || draft.work.steps >= workLimit) {
      draft.state.ready.unshift(work);
      draft.effects.push({ type: 'start-timer', key: breathKey, at: draft.at + 1 });
      return;
    }
    draft.pureSteps += 1;
    doWork(draft, work);
  }
}

function doWork(draft: Draft, work: ReadyWork): void {
  if (work.type === 'close') return closeActivation(draft, work.activation);
  const activation = draft.state.activations[work.activation];
  const step = draft.index.step(work.stepId);
  if (!activation || !step) return;
  const base = baseKey(step.id, activation.path);
  const generation = draft.state.generations[base] ?? 0;
  const state = draft.state.steps[base + (generation > 0 ? `!${generation}` : '')];
  if (state?.status !== 'running') return;
  if (adoptSeed(draft, state, base) || adoptInFlight(draft, base)) return;
  const handler = stepHandlers[step.kind] as StepHandler<Step['kind']>; // the map is keyed by the step's own kind
  handler(draft, step, state, activation);
}

/** Keeps a recorded result: nothing is asked of the world. */
function adoptSeed(draft: Draft, state: StepState, base: string): boolean {
  const seed = draft.state.seed[base];
  if (!seed) return false;
  const more: Partial<StepState> = { isReused: true, startedAt: seed.startedAt, endedAt: seed.endedAt };
  if (seed.costUsd !== undefined) more.costUsd = seed.costUsd;
  if (seed.isDecision) draft.state.hadPerson = true;
  settleStep(draft, state, seed.port, seed.output, more);
  return true;
}

/** Takes over a call, timer or question that is still under way from before a plan was swapped. */
function adoptInFlight(draft: Draft, base: string): boolean {
  const carried = draft.inFlight.get(base);
  if (!carried) return false;
  draft.inFlight.delete(base);
  putStep(draft, carried);
  return true;
}
