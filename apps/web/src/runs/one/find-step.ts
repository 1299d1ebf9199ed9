import type { RunView, StepView } from '@dayshift/contracts';
import { stepsOfNode, stepToOpen, tellingStep } from '../step/step-facts.ts';

/** What the side panel is about: one execution of a node, a node that was not reached, or nothing in particular. */
export type Selection =
  | { kind: 'step'; nodeId: string; step: StepView }
  | { kind: 'unreached'; nodeId: string }
  | { kind: 'none' };

/** `wanted` is an instance key, or the id of a node; without one, the run itself says what matters. */
export function findSelection(view: Pick<RunView, 'run' | 'steps' | 'graph'>, wanted?: string): Selection {
  const step = wanted === undefined ? stepToOpen(view) : findStep(view.steps, wanted);
  if (step) return { kind: 'step', nodeId: step.nodeId, step };
  if (wanted !== undefined && view.graph.nodes.some(({ id }) => id === wanted)) {
    const telling = tellingStep(stepsOfNode(view, wanted));
    if (telling) return { kind: 'step', nodeId: wanted, step: telling };
    return { kind: 'unreached', nodeId: wanted };
  }
  return { kind: 'none' };
}

/** A step that was tried again goes on under a new generation: the link to the earlier one leads there. */
function findStep(steps: readonly StepView[], key: string): StepView | undefined {
  const base = baseOf(key);
  return steps.find((step) => step.key === key) ?? steps.findLast((step) => baseOf(step.key) === base);
}

const baseOf = (key: string) => key.replace(/!\d+$/, '');
