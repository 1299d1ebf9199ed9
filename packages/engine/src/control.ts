import type { ControlMessage, Json, SeededStep, StepState } from '@dayshift/model';
import { closeActivation } from './close-activation.ts';
import type { Draft } from './draft.ts';
import { drain } from './drain.ts';
import { cancelRun, failRun, isInFlight, stopStep } from './finish-run.ts';
import { baseKey } from './instance-key.ts';
import { planIndex } from './plan-index.ts';
import { activationOf, beginStep, putStep, settleStep } from './settle.ts';
import { enterPlan } from './start-run.ts';

/** What a person tells an open run to do. */
export function control(draft: Draft, message: ControlMessage): void {
  switch (message.verb) {
    case 'cancel':
      return cancelRun(draft);
    case 'swap-plan':
      return swapPlan(draft, message);
    case 'retry':
    case 'skip':
    case 'set-output':
    case 'fail': {
      const stuck = draft.state.steps[message.key];
      if (stuck?.status !== 'stuck') return;
      return repair(draft, stuck, message);
    }
    default:
      message satisfies never;
  }
}

function repair(
  draft: Draft,
  stuck: StepState,
  message: Extract<ControlMessage, { verb: 'retry' | 'skip' | 'set-output' | 'fail' }>,
): void {
  if (message.verb === 'retry') return retry(draft, stuck);
  if (message.verb === 'fail') {
    return failRun(draft, { code: 'FAILED_BY_PERSON', message: message.message });
  }
  const output = message.verb === 'set-output' ? message.output : null;
  settleStep(draft, stuck, mainPort(draft, stuck), output, { isOverridden: true });
}

/** The port a step leaves by when a person says it went well. */
function mainPort(draft: Draft, state: StepState): string {
  const step = draft.index.step(state.stepId);
  if (step?.kind === 'approve') return 'approved';
  if (step?.kind === 'switch') return step.otherwise;
  return 'done';
}

function retry(draft: Draft, stuck: StepState): void {
  const step = draft.index.step(stuck.stepId);
  const activation = activationOf(draft, stuck);
  if (!step || !activation) return;
  if (step.kind === 'scope' && stuck.progress) return retryScope(draft, stuck);
  const base = baseKey(stuck.stepId, stuck.path);
  // A fresh key only when the effect certainly did not happen, or a person has just said so.
  const isFresh = stuck.failure?.effect === 'not-happened' || stuck.failure?.code === 'AMBIGUOUS_EFFECT';
  if (isFresh) {
    draft.state.generations[base] = (draft.state.generations[base] ?? 0) + 1;
    delete draft.state.steps[stuck.key];
  }
  putStep(draft, beginStep(draft, step, activation));
  draft.state.ready.push({ type: 'run', activation: activation.key, stepId: step.id });
}

/** The body went well but its result could not be collected: collect again. */
function retryScope(draft: Draft, stuck: StepState): void {
  const { failure: _failure, ...rest } = stuck;
  putStep(draft, { ...rest, status: 'running' });
  for (const activation of Object.values(draft.state.activations)) {
    if (activation.openedBy === stuck.key && !activation.isClosed && activation.unsettled === 0) {
      closeActivation(draft, activation.key);
    }
  }
}

/**
 * Goes on with another plan: everything recorded in `seed` is kept, unchanged steps under way are taken over, the rest is
 * decided anew. A step that was sent for certain or refused for certain gets a fresh idempotency key; one with an unknown
 * outcome keeps its key, so that it cannot happen twice.
 */
function swapPlan(
  draft: Draft,
  {
    plan,
    seed: planned,
    plannedAt = Number.POSITIVE_INFINITY,
  }: Extract<ControlMessage, { verb: 'swap-plan' }>,
): void {
  const old = draft.index;
  const seed = { ...planned };
  const previous = draft.state.steps;
  const kept: StepState[] = [];
  for (const state of Object.values(previous)) {
    const base = baseKey(state.stepId, state.path);
    const oldStep = old.step(state.stepId);
    const newStep = planIndex(plan).step(state.stepId);
    const isSame = oldStep && newStep && sameWork(oldStep, newStep);
    const isEffect = oldStep?.kind === 'call' && oldStep.effect !== 'read';
    // It was still out when the person looked: what it did since must not be done again.
    if (isSame && isEffect && state.status === 'done' && (state.endedAt ?? 0) > plannedAt)
      seed[base] ??= asSeed(state);
    if (seed[base]) {
      delete draft.state.generations[base];
      continue;
    }
    if (isInFlight(state) && isSame && oldStep.kind !== 'scope') kept.push(state);
    else {
      if (isInFlight(state)) stopStep(draft, state);
      const isKnown =
        state.status === 'done' || state.failure?.effect === 'not-happened' || state.status === 'asking';
      if (isKnown && oldStep && oldStep.kind !== 'scope')
        draft.state.generations[base] = state.generation + 1;
    }
  }
  draft.plan = plan;
  draft.index = planIndex(plan);
  draft.inFlight = new Map(kept.map((state) => [baseKey(state.stepId, state.path), state]));
  draft.outputs.clear();
  draft.ownedActivations.clear();
  draft.state.activations = {};
  draft.state.steps = {};
  draft.state.ready = [];
  draft.state.seed = seed;
  draft.state.keptBytes = 0;
  draft.state.run = { ...(draft.state.run as Record<string, Json>), version: plan.version }; // built by startRun
  draft.effects.push({ type: 'use-plan', plan });
  enterPlan(draft);
  drain(draft);
  // What the new plan did not come back to is stopped.
  for (const state of draft.inFlight.values()) stopLeftOver(draft, old, state);
  draft.inFlight.clear();
}

function asSeed(state: StepState): SeededStep {
  const { port = 'done', output = null, startedAt, endedAt = startedAt, costUsd } = state;
  return { port, output, startedAt, endedAt, ...(costUsd === undefined ? {} : { costUsd }) };
}

function stopLeftOver(draft: Draft, old: Draft['index'], state: StepState): void {
  const current = draft.index;
  draft.index = old;
  stopStep(draft, state);
  draft.index = current;
}

/** Whether a step does the same: its place in the drawing may differ. */
function sameWork(a: object, b: object): boolean {
  const work = (step: object) => JSON.stringify({ ...step, ports: null, title: null, join: null });
  return work(a) === work(b);
}
