import type { EffectClass, SeededStep, Step, StepKind, StepState } from '@dayshift/model';
import { isEffect } from '../is-effect.ts';
import { seedOf } from '../seed-of.ts';
import { shortly } from './shortly.ts';

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
  /** Of a container that has begun and whose items that are over may be kept: how many, of how many if that is known. */
  items: { over: number; total?: number } | undefined;
}

export type ResumeAction = 'reuse' | 'redo' | 'ask-again' | 'new' | 'removed';

export interface Judged {
  action: ResumeAction;
  why: string;
  repeatsEffect: boolean;
  mayRedo: boolean;
  /** Whether steps behind it get something new. */
  isAnew: boolean;
  /** What becomes of what is recorded: its result is kept, it goes on, or it is done anew under which key. */
  fate:
    | { kind: 'keep'; seed: SeededStep }
    | { kind: 'go-on' }
    | { kind: 'redo'; key: 'fresh' | 'same-key' }
    | { kind: 'none' };
  /** It may have gone out: the same idempotency key is used again, also in a new run. */
  inheritsKey?: boolean;
  problem?: string;
}

const still = { repeatsEffect: false, mayRedo: false } as const;
const anew = { isAnew: true, fate: { kind: 'redo', key: 'fresh' } } as const;
const anewUnderItsKey = { isAnew: true, fate: { kind: 'redo', key: 'same-key' } } as const;
const goesOn = { isAnew: false, fate: { kind: 'go-on' } } as const;

/** Decides one step of a resumed run; undefined when there is nothing to say about it. */
export function judgeStep(the: StepCase): Judged | undefined {
  const { recorded } = the;
  if (!recorded || (recorded.status === 'skipped' && the.isTainted)) return notReached(the);
  switch (recorded.status) {
    case 'skipped':
      return undefined;
    case 'done':
      return byKind[the.step.kind].finished(the, recorded);
    case 'running':
    case 'sleeping':
    case 'asking':
      return underWay(the, recorded);
    case 'failed':
      return leftByError(the, recorded) ?? unfinished(the, recorded);
    case 'stuck':
    case 'cancelled':
      return unfinished(the, recorded);
  }
}

/**
 * In an open run a failure that took its own way was dealt with, and what stands still is something else. Of a run that is over it
 * may be why it failed, so there it is tried again.
 */
function leftByError(the: StepCase, recorded: StepState): Judged | undefined {
  const { failure, port } = recorded;
  if (!the.isOpen || port !== 'error' || !failure || the.isTicked || reasonToRedo(the) !== undefined)
    return undefined;
  return {
    ...still,
    ...kept(recorded, { failure }),
    mayRedo: true,
    action: 'reuse',
    why: `failed and took its own way: ${failure.message}`,
  };
}

/** How each kind is judged once it has begun: total, so that a new kind does not compile until somebody has decided. */
const byKind: { [Kind in StepKind]: { finished: Judge; unfinished: Judge } } = {
  trigger: { finished: triggered, unfinished: didNotFinish },
  call: { finished: calledBefore, unfinished: callUnfinished },
  compute: { finished: keptUnlessTouched, unfinished: didNotFinish },
  switch: { finished: keptUnlessTouched, unfinished: didNotFinish },
  wait: { finished: keptUnlessTouched, unfinished: didNotFinish },
  approve: { finished: answered, unfinished: askAgain },
  scope: { finished: keptUnlessTouched, unfinished: bodyUnfinished },
  // An end does something besides its result: it ends the run, so it is reached again.
  end: {
    finished: (the) => ({ ...still, ...anew, action: 'redo', why: reasonToRedo(the) ?? 'ends the run' }),
    unfinished: didNotFinish,
  },
  fail: { finished: didNotFinish, unfinished: didNotFinish },
};

type Judge = (the: StepCase, recorded: StepState) => Judged;

function notReached({ step, recorded }: StepCase): Judged {
  const why = recorded ? 'may be reached now' : 'not reached before';
  const asks: Partial<Record<StepKind, string>> = { approve: `${why}; asks first` };
  return { ...still, action: 'new', why: asks[step.kind] ?? why, isAnew: true, fate: { kind: 'none' } };
}

function triggered(the: StepCase, recorded: StepState): Judged {
  return the.hasNewTrigger
    ? { ...still, ...anew, action: 'redo', why: 'with the new input' }
    : { ...still, ...kept(recorded), action: 'reuse', why: 'as it came in' };
}

function calledBefore(the: StepCase, recorded: StepState): Judged {
  return isEffect(the.step)
    ? finishedEffect(the, recorded, reasonToRedo(the))
    : keptUnlessTouched(the, recorded);
}

function keptUnlessTouched(the: StepCase, recorded: StepState): Judged {
  const reason = reasonToRedo(the);
  if (reason !== undefined) return { ...still, ...anew, mayRedo: true, action: 'redo', why: reason };
  const why = recorded.isOverridden ? 'as a person set it' : shortly(recorded.output) || 'as it was';
  return { ...still, ...kept(recorded), mayRedo: true, action: 'reuse', why };
}

function answered(the: StepCase, recorded: StepState): Judged {
  const reason = reasonToRedo(the);
  if (reason !== undefined) return { ...still, ...anew, action: 'ask-again', why: reason };
  const why = recorded.port === 'approved' ? 'approved; the answer is kept' : 'the answer is kept';
  return { ...still, ...kept(recorded, { isDecision: true }), mayRedo: true, action: 'reuse', why };
}

/** What was sent is kept, whatever changed around it, until a person ticks it. */
function finishedEffect({ isTicked }: StepCase, recorded: StepState, reason: string | undefined): Judged {
  if (isTicked)
    return { ...anew, action: 'redo', why: 'ticked: it is sent again', repeatsEffect: true, mayRedo: true };
  const sent = ['done', shortly(recorded.output)].filter((part) => part !== '').join(': ');
  return {
    ...still,
    ...kept(recorded),
    mayRedo: true,
    action: 'reuse',
    why: reason === undefined ? sent : `${sent}; ${reason}, but it is not sent again`,
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

/** In an open run, work under way goes on that would be asked for in the same words; the engine takes it over. */
function underWay(the: StepCase, recorded: StepState): Judged {
  const { step, isOpen, isChanged, isStartedAgain, isTicked, isTainted } = the;
  if (the.items) return container(the, the.items);
  const isOut = recorded.isOut === true;
  if (isOpen && !isChanged && !isStartedAgain && !isTicked) {
    if (!isTainted && (isOut || recorded.status !== 'running'))
      return { ...still, ...goesOn, action: 'reuse', why: 'still under way; it goes on' };
    // Its bytes are out already.
    if (isOut && isEffect(step))
      return { ...still, ...goesOn, action: 'reuse', why: 'being sent as it was; it goes on' };
  }
  if (step.kind === 'call' && !isOut && recorded.status === 'running')
    return { ...still, ...anewUnderItsKey, action: 'redo', why: 'did not begin yet' };
  return unfinished(the, recorded);
}

function unfinished(the: StepCase, recorded: StepState): Judged {
  return the.items ? container(the, the.items) : byKind[the.step.kind].unfinished(the, recorded);
}

function didNotFinish(the: StepCase): Judged {
  return { ...still, ...anew, action: 'redo', why: `${changedIn(the)}did not finish` };
}

function askAgain(the: StepCase): Judged {
  return { ...still, ...anew, action: 'ask-again', why: `${changedIn(the)}${whyAskedAgain(the)}` };
}

function bodyUnfinished(the: StepCase): Judged {
  return { ...still, ...anewUnderItsKey, action: 'redo', why: `${changedIn(the)}did not finish` };
}

/** Whether what was asked for took place is known, can be found out, or is for a person to say. */
function callUnfinished(the: StepCase, recorded: StepState): Judged {
  const { step, isTicked, isChanged } = the;
  if (step.kind !== 'call' || step.effect === 'read') return didNotFinish(the);
  if (recorded.failure?.effect === 'not-happened')
    return {
      ...still,
      ...anew,
      action: 'redo',
      why: `${changedIn(the)}never went through, nothing is doubled`,
    };
  const safely = repeatedSafely[step.effect];
  if (safely && !isChanged && !isTicked)
    return {
      ...still,
      ...anewUnderItsKey,
      action: 'redo',
      why: `may have been sent; ${safely}`,
      inheritsKey: true,
    };
  const judged: Judged = {
    ...anew,
    action: 'redo',
    why: `${changedIn(the)}may have been sent; nobody knows whether it was`,
    repeatsEffect: true,
    mayRedo: true,
  };
  return isTicked
    ? judged
    : { ...judged, problem: `“${step.title}” may have been sent. Check, then tick it to send it again.` };
}

/** What keeps an effect with an unknown outcome from happening twice when it is asked for again; undefined: nothing does. */
const repeatedSafely: { [Class in Exclude<EffectClass, 'read'>]: string | undefined } = {
  key: 'tried again under the same key, so it cannot happen twice',
  lookup: 'looked up first, so it cannot happen twice',
  none: undefined,
};

function changedIn({ isChanged, toVersion }: StepCase): string {
  return isChanged ? `changed in v${toVersion}; ` : '';
}

function whyAskedAgain({ recorded, isTainted, cause }: StepCase): string {
  if (recorded?.status !== 'asking' || !isTainted) return 'was not answered';
  return cause === undefined ? 'its input is new' : `“${cause}” before it is done anew`;
}

/** Items that are over stay over. */
function container(the: StepCase, { over, total }: { over: number; total?: number }): Judged {
  const count = total === undefined ? `${over}` : `${over} of ${total}`;
  const why = over === 0 ? 'goes on' : `goes on; ${count} inside are done and stay so`;
  return {
    ...still,
    ...goesOn,
    mayRedo: true,
    action: 'reuse',
    why: the.isChanged ? `changed in v${the.toVersion}; ${why}` : why,
  };
}

function kept(recorded: StepState, more: Partial<SeededStep> = {}): Pick<Judged, 'isAnew' | 'fate'> {
  return { isAnew: false, fate: { kind: 'keep', seed: { ...seedOf(recorded), ...more } } };
}
