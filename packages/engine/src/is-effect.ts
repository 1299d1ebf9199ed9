import type { Step } from '@dayshift/model';

/** Whether a step changes something in the world, so that doing it twice is more than doing it once. */
export function isEffect(step: Step | undefined): boolean {
  return step?.kind === 'call' && step.effect !== 'read';
}
