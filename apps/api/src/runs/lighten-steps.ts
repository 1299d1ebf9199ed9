import type { StepView } from '@dayshift/contracts';
import { sizeUpTo } from './size-up-to.ts';

/** A value larger than this is asked for when somebody opens its step. */
const mostOfOneValue = 4_000;
/** What all values of one picture may come to. */
const mostOfAll = 120_000;
/** What is left of what does not fit: enough for a line in a list. */
const fewTries = 3;
const shortMessage = 200;

type CutField = NonNullable<StepView['cut']>[number];
type Failure = NonNullable<StepView['failure']>;
type Fits = (value: unknown) => boolean;

/**
 * Takes from steps what would make a picture large. Those named first keep their values first; a step says what was taken, so
 * that nobody reads a missing value as none.
 */
export function lightenSteps(steps: readonly StepView[], first: ReadonlySet<string>): StepView[] {
  let room = mostOfAll;
  const fits: Fits = (value) => {
    const size = value === undefined ? 0 : sizeUpTo(value, mostOfOneValue);
    if (size > mostOfOneValue || size > room) return false;
    room -= size;
    return true;
  };
  const light = new Map<string, StepView>();
  for (const isFirst of [true, false])
    for (const step of steps) if (first.has(step.key) === isFirst) light.set(step.key, lighten(step, fits));
  return steps.flatMap(({ key }) => light.get(key) ?? []);
}

function lighten(step: StepView, fits: Fits): StepView {
  const cut: CutField[] = [];
  const next: StepView = { ...step };
  // What went wrong comes first: it is what the page is opened for.
  if (next.failure && !fits(next.failure)) {
    next.failure = inShort(next.failure);
    cut.push('failure');
  }
  if (!fits(next.attempts)) {
    next.attempts = next.attempts
      .slice(-fewTries)
      .map((attempt) => (attempt.failure ? { ...attempt, failure: inShort(attempt.failure) } : attempt));
    cut.push('attempts');
  }
  for (const field of ['input', 'output'] as const) {
    if (fits(next[field])) continue;
    delete next[field];
    cut.push(field);
  }
  return cut.length === 0 ? step : { ...next, cut };
}

function inShort({ details: _details, message, ...failure }: Failure): Failure {
  return {
    ...failure,
    message: message.length > shortMessage ? `${message.slice(0, shortMessage)}…` : message,
  };
}
