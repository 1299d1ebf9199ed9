import type { Activation, Failure, Json, Step, StepState } from '@dayshift/model';
import { type Draft, putStep } from './draft.ts';
import { activationOf, beginStep, currentKey } from './execution.ts';
import { jsonBytes } from './json-bytes.ts';
import { edgeKey } from './plan-index.ts';
import { rememberOutput } from './variables.ts';

/** Marks a step done and sends the token out of one port; the arrows of its other ports are dead. */
export function settleStep(
  draft: Draft,
  state: StepState,
  port: string,
  output: Json,
  more: Partial<StepState> = {},
): void {
  const { dueAt: _due, failure: _failure, isOut: _isOut, stuckAt: _stuckAt, ...rest } = state;
  draft.state.keptBytes = (draft.state.keptBytes ?? 0) + jsonBytes(output);
  putStep(draft, { ...rest, ...more, status: 'done', port, output, endedAt: more.endedAt ?? draft.at });
  const step = draft.index.step(state.stepId);
  const activation = activationOf(draft, state);
  if (!step || !activation) return;
  rememberOutput(draft, activation, step.key, output);
  sendToken(draft, step, activation.key, port);
}

/** Parks a step: out of retries, waiting for a person. The run stays open. */
export function parkStep(draft: Draft, state: StepState, failure: Failure): void {
  const { dueAt: _due, isOut: _isOut, ...rest } = state;
  putStep(draft, { ...rest, status: 'stuck', failure, stuckAt: draft.at });
}

/** Marks a step that cannot be reached any more; its own arrows are dead too. */
export function skipStep(draft: Draft, step: Step, activationKey: string): void {
  const activation = draft.state.activations[activationKey];
  if (!activation) return;
  putStep(draft, { ...beginStep(draft, step, activation), status: 'skipped', endedAt: draft.at });
  sendToken(draft, step, activationKey, undefined);
}

/** Decides every arrow out of a step, and with them which steps run and which never will. Iterative: graphs may be long. */
export function sendToken(
  draft: Draft,
  first: Step,
  activationKey: string,
  livePort: string | undefined,
): void {
  const activation = draft.state.activations[activationKey];
  if (!activation) return;
  const work: { step: Step; livePort: string | undefined }[] = [{ step: first, livePort }];
  for (let next = work.shift(); next; next = work.shift()) {
    activation.unsettled -= 1;
    for (const port of next.step.ports) {
      for (const target of port.to) {
        activation.edges[edgeKey(next.step.id, port.name, target)] =
          port.name === next.livePort ? 'live' : 'dead';
      }
    }
    for (const port of next.step.ports) {
      for (const targetId of port.to) {
        const target = draft.index.step(targetId);
        if (!target || target.scopeId !== activation.scopeId) continue;
        const verdict = joinVerdict(draft, target, activation);
        if (verdict === 'run') {
          putStep(draft, { ...beginStep(draft, target, activation) });
          draft.state.ready.push({ type: 'run', activation: activation.key, stepId: targetId });
        } else if (verdict === 'skip') {
          putStep(draft, { ...beginStep(draft, target, activation), status: 'skipped', endedAt: draft.at });
          work.push({ step: target, livePort: undefined });
        }
      }
    }
  }
  if (activation.unsettled === 0 && !activation.isClosed)
    draft.state.ready.push({ type: 'close', activation: activation.key });
}

/** Whether a step's join policy is decided: `all` waits for every arrow, `any` for the first live one. */
function joinVerdict(draft: Draft, step: Step, activation: Activation): 'run' | 'skip' | 'wait' {
  if (draft.state.steps[currentKey(draft, step.id, activation.path)]) return 'wait';
  let live = 0;
  let undecided = 0;
  for (const edge of draft.index.edgesInto(step.id)) {
    const state = activation.edges[edge];
    if (state === 'live') live += 1;
    else if (state === undefined) undecided += 1;
  }
  if (step.join === 'any' && live > 0) return 'run';
  if (undecided > 0) return 'wait';
  return live > 0 ? 'run' : 'skip';
}
