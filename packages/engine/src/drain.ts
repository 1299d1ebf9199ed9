import type { Activation, ReadyWork, Step, StepState } from '@dayshift/model';
import { closeActivation } from './close-activation.ts';
import { beginAfresh, type Draft, isFirstEngine, putStep } from './draft.ts';
import { currentKey } from './execution.ts';
import { leaveByError } from './fail-step.ts';
import { baseKey } from './instance-key.ts';
import { settleStep } from './settle.ts';
import type { StepHandler } from './step-handler.ts';
import { stepHandlers } from './step-handlers.ts';
import { takeOverAsking } from './steps/approve.ts';
import { takeBack } from './stop.ts';

/** Steps worked through in one event before the host is asked for a new task: keeps a task far below its time limit. */
export const pureStepLimit = 2_000;
/** The same for what expressions cost, in their own units: some tens of milliseconds. */
export const workLimit = 500_000;

/** Timer key of that breath. No step has it: step ids start with a letter. */
export const breathKey = '~breath';

/** Calls one run may have out. The server takes 2,000 of one workflow, and fails its task for ever above that. */
export const callsOutLimit = 200;

/** Works through what is ready until the run waits for the world or is over. */
export function drain(draft: Draft): void {
  for (let work = nextWork(draft); work; work = nextWork(draft)) {
    if (draft.state.status !== 'open') return;
    if (draft.pureSteps >= pureStepLimit || draft.work.steps >= workLimit) {
      draft.state.ready.unshift(work);
      draft.effects.push({ type: 'start-timer', key: breathKey, at: draft.at + 1 });
      break;
    }
    draft.pureSteps += 1;
    doWork(draft, work);
  }
  const isThrough = draft.state.ready.length === 0 || isFirstEngine(draft.state);
  if (draft.state.carried && isThrough) stopLeftOver(draft);
}

function nextWork(draft: Draft): ReadyWork | undefined {
  const { state, memory } = draft;
  // A change of plan is carried out to its end: what is under way belongs to nothing in between.
  if (state.isHeld && !state.carried) return undefined;
  if (state.waiting?.length && memory.callsOut < callsOutLimit) return state.waiting.shift();
  return state.ready.shift();
}

function doWork(draft: Draft, work: ReadyWork): void {
  if (work.type === 'close') return closeActivation(draft, work.activation);
  const activation = draft.state.activations[work.activation];
  const step = draft.index.step(work.stepId);
  if (!activation || !step) return;
  const base = baseKey(step.id, activation.path);
  const state = draft.state.steps[currentKey(draft, step.id, activation.path)];
  if (state?.status !== 'running') return;
  if (adoptSeed(draft, step, state, base) || adoptCarried(draft, base)) return;
  if (mustWait(draft, step)) {
    draft.state.waiting = [...(draft.state.waiting ?? []), work];
    return;
  }
  perform(draft, step, state, activation);
}

function perform(draft: Draft, step: Step, state: StepState, activation: Activation): void {
  const handler = stepHandlers[step.kind] as StepHandler<Step['kind']>; // the map is keyed by the step's own kind
  handler(draft, step, state, activation);
}

function mustWait(draft: Draft, step: Step): boolean {
  return step.kind === 'call' && draft.memory.callsOut >= callsOutLimit && !isFirstEngine(draft.state);
}

/** Keeps a recorded result: nothing is asked of the world. */
function adoptSeed(draft: Draft, step: Step, state: StepState, base: string): boolean {
  const seed = draft.state.seed[base];
  if (!seed) return false;
  // An end does something besides its result: it ends the run.
  if (step.kind === 'end' && !isFirstEngine(draft.state)) return false;
  const more: Partial<StepState> = { isReused: true, startedAt: seed.startedAt, endedAt: seed.endedAt };
  if (seed.costUsd !== undefined) more.costUsd = seed.costUsd;
  if (seed.isOverridden) more.isOverridden = true;
  if (seed.isDecision) draft.state.hadPerson = true;
  if (!isFirstEngine(draft.state)) delete draft.state.seed[base];
  if (seed.failure) leaveByError(draft, { ...state, ...more }, seed.failure, seed.endedAt);
  else settleStep(draft, state, seed.port, seed.output, more);
  return true;
}

/** Takes over a call, timer or question that is still under way from before a plan was swapped. */
function adoptCarried(draft: Draft, base: string): boolean {
  const carried = draft.state.carried?.[base];
  if (!carried) return false;
  delete draft.state.carried?.[base];
  putStep(draft, carried);
  if (carried.status === 'asking') takeOverAsking(draft, carried);
  return true;
}

/** What a new plan did not come back to is stopped. */
function stopLeftOver(draft: Draft): void {
  for (const [base, state] of Object.entries(draft.state.carried ?? {})) {
    takeBack(draft, state);
    // The run may still come to it, in a later item: a question that was closed is never put again, another one is.
    if (state.status === 'asking' && !isFirstEngine(draft.state)) beginAfresh(draft, base);
  }
  delete draft.state.carried;
}
