import type { NodeFacts } from '@dayshift/contracts';
import type { StepState } from '@dayshift/model';
import { wasPassedBy } from './steps-of.ts';

/** Executions that a picture of a run shows. */
const mostSteps = 150;
/** Of those that need attention or are under way: enough to step through, and room for the rest. */
const mostOfAKind = 30;

/**
 * The executions that tell a run, in the order they began: what is wrong, what is open, one that speaks for each node, then the
 * newest. All of them while there are few. Nodes are bounded by the playbook, so each has its own.
 */
export function toldSteps(steps: readonly StepState[], facts: readonly NodeFacts[]): StepState[] {
  if (steps.length <= mostSteps) return [...steps];
  const chosen = new Set<string>(facts.map(({ key }) => key));
  for (const isMeant of kinds) {
    let count = 0;
    for (let at = 0; at < steps.length && count < mostOfAKind; at += 1) {
      const step = steps[at]!; // within the length
      if (!isMeant(step)) continue;
      chosen.add(step.key);
      count += 1;
    }
  }
  for (let at = steps.length - 1; at >= 0 && chosen.size < mostSteps; at -= 1) {
    const step = steps[at]!; // within the length
    if (!wasPassedBy(step)) chosen.add(step.key);
  }
  return steps.filter(({ key }) => chosen.has(key));
}

/** What a person looks for first; a failure that left by its own port was dealt with. */
const kinds: readonly ((step: StepState) => boolean)[] = [
  ({ status }) => status === 'stuck',
  ({ status, port }) => status === 'failed' && port === undefined,
  ({ status, failure }) => status === 'cancelled' && failure !== undefined,
  ({ status }) => status === 'asking',
  ({ status }) => status === 'running',
  ({ status }) => status === 'sleeping',
];
