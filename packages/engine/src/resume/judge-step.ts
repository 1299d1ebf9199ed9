import type { SeededStep, Step, StepState } from '@dayshift/model';
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
const goesOn = { isAnew: false, fate: { kind: 'go-on' } } as const;

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
  return {
    ...still,
    action: 'new',
    why: step.kind === 'approve' ? `${why}; asks first` : why,
    isAnew: true,
    fate: { kind: 'none' },
  };
}

function finished(the: StepCase, recorded: StepState): Judged {
  const { step } = the;
  const reason = reasonToRedo(the);
  if (step.kind === 'trigger')
    return the.hasNewTrigger
      ? { ...still, ...anew, action: 'redo', why: 'with the new input' }
      : { ...still, ...kept(step, recorded), action: 'reuse', why: 'as it came in' };
  // An end does something besides its result: it ends the run, so it is reached again.
  if (step.kind === 'end') return { ...still, ...anew, action: 'redo', why: reason ?? 'ends the run' };
  if (isEffect(step)) return finishedEffect(the, recorded, reason);
  if (reason === undefined)
    return {
      ...still,
      ...kept(step, recorded),
      mayRedo: true,
      action: 'reuse',
      why: keptBecause(step, recorded),
    };
  if (step.kind === 'approve') return { ...still, ...anew, action: 'ask-again', why: reason };
  return { ...still, ...anew, mayRedo: true, action: 'redo', why: reason };
}

/** What was sent is kept, whatever changed around it, until a person ticks it. */
function finishedEffect(
  { step, isTicked }: StepCase,
  recorded: StepState,
  reason: string | undefined,
): Judged {
  if (isTicked)
    return { ...anew, action: 'redo', why: 'ticked: it is sent again', repeatsEffect: true, mayRedo: true };
  const sent = ['done', shortly(recorded.output)].filter((part) => part !== '').join(': ');
  return {
    ...still,
    ...kept(step, recorded),
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
    return {
      ...still,
      isAnew: true,
      fate: { kind: 'redo', key: 'same-key' },
      action: 'redo',
      why: 'did not begin yet',
    };
  return unfinished(the, recorded);
}

function unfinished(the: StepCase, recorded: StepState): Judged {
  const { step, isTicked } = the;
  if (the.items) return container(the, the.items);
  const changed = the.isChanged ? `changed in v${the.toVersion}; ` : '';
  if (step.kind === 'approve')
    return { ...still, ...anew, action: 'ask-again', why: `${changed}${whyAskedAgain(the)}` };
  if (step.kind === 'scope')
    return {
      ...still,
      isAnew: true,
      fate: { kind: 'redo', key: 'same-key' },
      action: 'redo',
      why: `${changed}did not finish`,
    };
  if (!isEffect(step) || recorded.failure?.effect === 'not-happened')
    return {
      ...still,
      ...anew,
      action: 'redo',
      why: `${changed}${isEffect(step) ? 'never went through, nothing is doubled' : 'did not finish'}`,
    };
  const isSafe = step.kind === 'call' && step.effect !== 'none';
  if (isSafe && !the.isChanged && !isTicked)
    return {
      ...still,
      isAnew: true,
      fate: { kind: 'redo', key: 'same-key' },
      action: 'redo',
      why: 'may have been sent; tried again under the same key, so it cannot happen twice',
      inheritsKey: true,
    };
  const judged: Judged = {
    ...anew,
    action: 'redo',
    why: `${changed}may have been sent; nobody knows whether it was`,
    repeatsEffect: true,
    mayRedo: true,
  };
  return isTicked
    ? judged
    : { ...judged, problem: `“${step.title}” may have been sent. Check, then tick it to send it again.` };
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

function isEffect(step: Step): boolean {
  return step.kind === 'call' && step.effect !== 'read';
}

function keptBecause(step: Step, recorded: StepState): string {
  if (step.kind === 'approve')
    return recorded.port === 'approved' ? 'approved; the answer is kept' : 'the answer is kept';
  if (recorded.isOverridden) return 'as a person set it';
  return shortly(recorded.output) || 'as it was';
}

function kept(step: Step, recorded: StepState): Pick<Judged, 'isAnew' | 'fate'> {
  const seed: SeededStep = {
    port: recorded.port ?? 'done',
    output: recorded.output ?? null,
    startedAt: recorded.startedAt,
    endedAt: recorded.endedAt ?? recorded.startedAt,
    ...(recorded.costUsd !== undefined && { costUsd: recorded.costUsd }),
    ...(step.kind === 'approve' && { isDecision: true }),
  };
  return { isAnew: false, fate: { kind: 'keep', seed } };
}
