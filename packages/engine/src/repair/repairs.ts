import type { Failure, Json, RepairMessage, RepairVerb, Step, StepKind, StepState } from '@dayshift/model';
import { beginAfresh, type Draft, dropStep, putStep } from '../draft.ts';
import { activationOf, beginStep, currentKey } from '../execution.ts';
import { completeRun, failRun } from '../finish-run.ts';
import { baseKey } from '../instance-key.ts';
import { settleStep } from '../settle.ts';
import { skipItem, whyNoItem } from './skip-item.ts';
import { retryScope, skipScope } from './stuck-scope.ts';
import { allowed, refused, type Verb } from './verb.ts';

/**
 * What may be done about a stuck step, by its kind: closed and total, so that a new kind or verb does not compile until
 * somebody has thought about it. Nothing here may carry out what a person was to be asked about.
 */
export const repairs: { [Kind in StepKind]: { [Name in RepairVerb]: Verb } } = {
  trigger: {
    retry: refused('A trigger has happened; it cannot be tried again.'),
    skip: refused('A trigger has happened; it cannot be skipped.'),
    'set-output': refused('What came in is not changed. Run it again with other input.'),
    ...notACall(),
    ...always(),
  },
  call: {
    retry: allowed(retry),
    'retry-with': { refusal: whyNotWithInput, apply: retry },
    skip: allowed((draft, stuck) => settle(draft, stuck, 'done', null)),
    'set-output': allowed((draft, stuck, message) => settle(draft, stuck, 'done', outputOf(message))),
    'it-happened': {
      refusal: whyNotAmbiguous,
      apply: (draft, stuck, message) => settle(draft, stuck, 'done', outputOf(message)),
    },
    'it-did-not': { refusal: whyNotAmbiguous, apply: (draft, stuck) => tryAgain(draft, stuck, true) },
    ...always(),
  },
  compute: {
    retry: allowed(retry),
    skip: allowed((draft, stuck) => settle(draft, stuck, 'done', null)),
    'set-output': allowed((draft, stuck, message) => settle(draft, stuck, 'done', outputOf(message))),
    ...notACall(),
    ...always(),
  },
  switch: {
    retry: allowed(retry),
    skip: allowed((draft, stuck) => skipSwitch(draft, stuck)),
    'set-output': refused(
      'Which way it goes is not an output. Skip it, and it takes the way for everything else.',
    ),
    ...notACall(),
    ...always(),
  },
  wait: {
    retry: allowed(retry),
    skip: allowed((draft, stuck) =>
      settle(draft, stuck, 'done', { wokeAt: new Date(draft.at).toISOString() }),
    ),
    'set-output': refused('A wait has no output to set. Skip it, and the run goes on at once.'),
    ...notACall(),
    ...always(),
  },
  approve: {
    retry: allowed(retry),
    // Never by “approved”: nobody was asked.
    skip: allowed((draft, stuck) => settle(draft, stuck, 'rejected', skippedAnswer)),
    'set-output': refused('An answer is given by who is asked. Skip the question, and it counts as a no.'),
    ...notACall(),
    ...always(),
  },
  scope: {
    retry: allowed((draft, stuck) =>
      stuck.progress ? retryScope(draft, stuck) : tryAgain(draft, stuck, false),
    ),
    skip: allowed((draft, stuck) => skipScope(draft, stuck)),
    'set-output': allowed((draft, stuck, message) => skipScope(draft, stuck, outputOf(message))),
    ...notACall(),
    ...always(),
  },
  end: {
    retry: allowed(retry),
    skip: refused('An end cannot be skipped: the run would not end. Set its output, or let the run fail.'),
    'set-output': allowed((draft, stuck, message) => endWith(draft, stuck, outputOf(message))),
    ...notACall(),
    ...always(),
  },
  fail: {
    retry: allowed(retry),
    skip: refused('This step ends the run as failed. Let the run fail, or fix its text.'),
    'set-output': refused('This step ends the run as failed and has no output.'),
    ...notACall(),
    ...always(),
  },
};

function always() {
  return {
    'skip-item': { refusal: whyNoItem, apply: skipItem },
    fail: allowed((draft, _stuck, message) => {
      const text = message.verb === 'fail' ? message.message : '';
      failRun(draft, { code: 'FAILED_BY_PERSON', message: text });
    }),
  };
}

function notACall() {
  const words = 'This step sends nothing';
  return {
    'retry-with': refused(`${words}, so there is no input to correct. Fix the playbook and resume.`),
    'it-happened': refused(`${words}, so nothing can have been sent.`),
    'it-did-not': refused(`${words}, so nothing can have been sent.`),
  };
}

const skippedAnswer: Json = { verdict: 'reject', by: null, comment: null, isEdited: false, input: null };

function outputOf(message: RepairMessage): Json {
  return 'output' in message ? message.output : null;
}

function settle(draft: Draft, stuck: StepState, port: string, output: Json): void {
  settleStep(draft, stuck, port, output, { isOverridden: true });
}

/** Of a call that may have been sent: once more under its own key, which looks whether it was and never sends it blindly. */
function retry(draft: Draft, stuck: StepState, message: RepairMessage): void {
  tryAgain(draft, stuck, isCertain(stuck.failure), message.verb === 'retry-with' ? message.input : undefined);
}

/** A fresh key only when the effect certainly did not happen. A person who says so says `it-did-not`. */
function isCertain(failure: Failure | undefined): boolean {
  return failure?.effect === 'not-happened';
}

export function tryAgain(draft: Draft, stuck: StepState, isFresh: boolean, givenInput?: Json): void {
  const step = draft.index.step(stuck.stepId);
  const activation = activationOf(draft, stuck);
  if (!step || !activation) return;
  if (isFresh) {
    beginAfresh(draft, baseKey(stuck.stepId, stuck.path));
    dropStep(draft, stuck.key);
  }
  const given = givenInput === undefined ? {} : { givenInput };
  putStep(draft, { ...beginStep(draft, step, activation), ...given });
  draft.state.ready.push({ type: 'run', activation: activation.key, stepId: step.id });
}

function whyNotAmbiguous(_draft: Draft, { failure }: StepState): string | undefined {
  return failure?.code === 'AMBIGUOUS_EFFECT'
    ? undefined
    : 'It is known whether this was sent. Try it again, or skip it.';
}

function whyNotWithInput(draft: Draft, stuck: StepState): string | undefined {
  const step = draft.index.step(stuck.stepId);
  if (step?.kind !== 'call') return undefined;
  if (step.approvedBy !== undefined && wasAsked(draft, step.approvedBy, stuck.path))
    return 'A person approved exactly what was to be sent. Fix the playbook and resume, and it is asked again.';
  if (step.effect !== 'read' && !isCertain(stuck.failure))
    return 'It may have been sent as it was; with other input it could happen twice.';
  return undefined;
}

function wasAsked(draft: Draft, approveStepId: string, path: string): boolean {
  const state = draft.state.steps[currentKey(draft, approveStepId, path)];
  return state !== undefined && state.status !== 'skipped';
}

/** By the way for everything else; but where one of its ways asks a person, by that one: nobody knows whether to ask. */
function skipSwitch(draft: Draft, stuck: StepState): void {
  const step = draft.index.step(stuck.stepId);
  if (step?.kind !== 'switch') return;
  const port = askingPort(draft, step) ?? step.otherwise;
  settle(draft, stuck, port, { chosen: port });
}

function askingPort(draft: Draft, step: Step): string | undefined {
  const asks = (id: string) => draft.index.step(id)?.kind === 'approve';
  return step.ports.find((port) => port.to.some(asks))?.name;
}

function endWith(draft: Draft, stuck: StepState, output: Json): void {
  const step = draft.index.step(stuck.stepId);
  if (step?.kind !== 'end') return;
  settle(draft, stuck, 'done', output);
  const isPlain = typeof step.outcome === 'string' && !step.outcome.includes('{{');
  completeRun(draft, isPlain ? (step.outcome as string) : 'done', output); // a string: checked
}
