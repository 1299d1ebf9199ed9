import type { StepKind } from '@dayshift/model';
import type { StepHandler } from './step-handler.ts';
import { approve } from './steps/approve.ts';
import { call } from './steps/call.ts';
import { compute } from './steps/compute.ts';
import { end } from './steps/end.ts';
import { fail } from './steps/fail.ts';
import { scope } from './steps/scope.ts';
import { switchStep } from './steps/switch.ts';
import { trigger } from './steps/trigger.ts';
import { wait } from './steps/wait.ts';

/** Closed and total: a step kind without a handler does not compile. */
export const stepHandlers: { [Kind in StepKind]: StepHandler<Kind> } = {
  trigger,
  call,
  compute,
  switch: switchStep,
  wait,
  approve,
  scope,
  end,
  fail,
};
