import type { RunView, StepView } from '@dayshift/contracts';
import { valueAt } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import type { NodeRunState } from '../../graph/flow-types.ts';
import { runLightOf } from '../../graph/run-light.ts';
import { placeOf, refusalsOf } from '../../words/refusals.ts';
import type { NodeResult } from '../run-light/use-run-on-canvas.ts';

/** What the run that is fixed was refused for, at the field that sent it. */
export interface FieldFault {
  /** Path of the setting: `body.reason_code`. */
  field: string;
  /** The last name of it, as the receiver calls it. */
  name: string;
  message: string;
  /** What it was sent as; undefined: it was not sent. */
  sent: Json | undefined;
  /** What the receiver takes there, where it said so. */
  allowed: readonly Json[];
}

/** What each node came to in the run that is fixed: of several executions the one that went wrong speaks. */
export function resultsOf({ steps }: Pick<RunView, 'steps'>): Record<string, NodeResult> {
  const results: Record<string, NodeResult> = {};
  for (const step of steps) {
    const known = results[step.nodeId];
    if (isTrouble(step)) results[step.nodeId] = { failure: step.failure.message };
    else if (step.output !== undefined && !(known && 'failure' in known))
      results[step.nodeId] = { output: step.output };
  }
  return results;
}

/** Only what went wrong is lit: everything else is read as it is drawn. */
export function troubleLightOf(
  view: Pick<RunView, 'nodes' | 'steps' | 'graph'>,
): Record<string, NodeRunState> {
  const troubled = new Set(view.steps.filter(isTrouble).map(({ nodeId }) => nodeId));
  return Object.fromEntries(Object.entries(runLightOf(view)).filter(([nodeId]) => troubled.has(nodeId)));
}

export function faultsOf({ steps }: Pick<RunView, 'steps'>, nodeId: string): FieldFault[] {
  const step = steps.findLast((each) => each.nodeId === nodeId && isTrouble(each));
  if (!step?.failure) return [];
  return refusalsOf(step.failure).map((refusal) => {
    const field = placeOf(refusal, step);
    return {
      field,
      name: refusal.path.at(-1) ?? field,
      message: refusal.message,
      sent: step.input === undefined ? undefined : valueAt(step.input, field),
      allowed: refusal.allowed,
    };
  });
}

export function isTrouble(step: StepView): step is StepView & { failure: NonNullable<StepView['failure']> } {
  return step.failure !== undefined && (step.status === 'stuck' || step.status === 'failed');
}
