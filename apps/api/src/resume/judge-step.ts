import type { ResumePlan } from '@dayshift/contracts';
import type { SeededStep, Step, StepState } from '@dayshift/model';
import { shortly } from '../runs/shortly.ts';

export interface StepCase {
  step: Step;
  recorded: StepState | undefined;
  /** It asks for something else than before. */
  isChanged: boolean;
  /** Something that leads to it is done anew, so what it was given may differ. */
  isTainted: boolean;
  /** Title of what is done anew before it. */
  cause: string | undefined;
  /** A person chose to start again here. */
  isStartedAgain: boolean;
  isTicked: boolean;
  isOpen: boolean;
  toVersion: number;
  hasNewTrigger: boolean;
}

export interface Judged {
  action: ResumePlan['steps'][number]['action'];
  why: string;
  repeatsEffect: boolean;
  mayRedo: boolean;
  /** Whether steps behind it get something new. */
  isAnew: boolean;
  seed?: SeededStep;
  /** It may have gone out: the same idempotency key is used again. */
  keepsKey?: boolean;
  problem?: string;
}

const still = { repeatsEffect: false, mayRedo: false } as const;

/** Decides one step of a resumed run; undefined when there is nothing to say about it. */
export function judgeStep(the: StepCase): Judged | undefined {
  const { recorded } = the;
  if (!recorded || (recorded.status === 'skipped' && the.isTainted)) return notReached(the);
  switch (recorded.status) {
    case 'skipped':
      return undefined;
    case 'done':
      return finished(the, recorded);
    case 'running':
    case 'sleeping':
    case 'asking':
      return underWay(the, recorded);
    case 'stuck':
    case 'failed':
    case 'cancelled':
      return unfinished(the, recorded);
  }
}

function notReached({ step, recorded }: StepCase): Judged {
  const why = recorded ? 'may be reached now' : 'not reached before';
  return { ...still, action: 'new', why: step.kind === 'approve' ? `${why}; asks first` : why, isAnew: true };
}

function finished(the: StepCase, recorded: StepState): Judged {
  const { step } = the;
  const reason = reasonToRedo(the);
  if (step.kind === 'trigger')
    return the.hasNewTrigger
      ? { ...still, action: 'redo', why: 'with the new input', isAnew: true }
      : { ...still, action: 'reuse', why: 'as it came in', isAnew: false, seed: seedOf(step, recorded) };
  if (isEffect(step)) return finishedEffect(the, recorded, reason);
  if (reason === undefined)
    return {
      ...still,
      mayRedo: true,
      action: 'reuse',
      why: keptBecause(step, recorded),
      isAnew: false,
      seed: seedOf(step, recorded),
    };
  if (step.kind === 'approve') return { ...still, action: 'ask-again', why: reason, isAnew: true };
  return { ...still, mayRedo: true, action: 'redo', why: reason, isAnew: true };
}

/** What was sent is kept, whatever changed around it, until a person ticks it. */
function finishedEffect(
  { step, isTicked }: StepCase,
  recorded: StepState,
  reason: string | undefined,
): Judged {
  if (isTicked)
    return {
      action: 'redo',
      why: 'ticked: it is sent again',
      repeatsEffect: true,
      mayRedo: true,
      isAnew: true,
    };
  const sent = ['done', shortly(recorded.output)].filter((part) => part !== '').join(': ');
  return {
    action: 'reuse',
    why: reason === undefined ? sent : `${sent}; ${reason}, but it is not sent again`,
    repeatsEffect: false,
    mayRedo: true,
    isAnew: false,
    seed: seedOf(step, recorded),
  };
}

function reasonToRedo(the: StepCase): string | undefined {
  if (the.isStartedAgain) return 'started again here';
  if (the.isChanged) return `changed in v${the.toVersion}`;
  if (the.isTainted)
    return the.cause === undefined ? 'its input is new' : `“${the.cause}” before it is done anew`;
  // An effect has its own words for this.
  return the.isTicked && !isEffect(the.step) ? 'ticked' : undefined;
}

/** In an open run, unchanged work under way goes on; the engine takes it over. */
function underWay(the: StepCase, recorded: StepState): Judged {
  if (the.isOpen && !the.isChanged && !the.isStartedAgain && the.step.kind !== 'scope')
    return { ...still, action: 'reuse', why: 'still under way; it goes on', isAnew: false };
  return unfinished(the, recorded);
}

function unfinished(the: StepCase, recorded: StepState): Judged {
  const { step, isTicked } = the;
  const changed = the.isChanged ? `changed in v${the.toVersion}; ` : '';
  if (step.kind === 'approve')
    return { ...still, action: 'ask-again', why: `${changed}was not answered`, isAnew: true };
  if (!isEffect(step) || recorded.failure?.effect === 'not-happened')
    return {
      ...still,
      action: 'redo',
      why: `${changed}${isEffect(step) ? 'never went through, nothing is doubled' : 'did not finish'}`,
      isAnew: true,
    };
  const isSafe = step.kind === 'call' && step.effect !== 'none';
  if (isSafe && !the.isChanged)
    return {
      ...still,
      action: 'redo',
      why: 'may have been sent; tried again under the same key, so it cannot happen twice',
      isAnew: true,
      keepsKey: true,
    };
  const judged: Judged = {
    action: 'redo',
    why: `${changed}may have been sent; nobody knows whether it was`,
    repeatsEffect: true,
    mayRedo: true,
    isAnew: true,
  };
  return isTicked
    ? judged
    : { ...judged, problem: `“${step.title}” may have been sent. Check, then tick it to send it again.` };
}

function isEffect(step: Step): boolean {
  return step.kind === 'call' && step.effect !== 'read';
}

function keptBecause(step: Step, recorded: StepState): string {
  if (step.kind === 'approve')
    return recorded.port === 'approved' ? 'approved; the answer is kept' : 'the answer is kept';
  if (recorded.isOverridden) return 'as a person set it';
  return shortly(recorded.output) || 'as it was';
}

function seedOf(step: Step, recorded: StepState): SeededStep {
  return {
    port: recorded.port ?? 'done',
    output: recorded.output ?? null,
    startedAt: recorded.startedAt,
    endedAt: recorded.endedAt ?? recorded.startedAt,
    ...(recorded.costUsd !== undefined && { costUsd: recorded.costUsd }),
    ...(step.kind === 'approve' && { isDecision: true }),
  };
}
