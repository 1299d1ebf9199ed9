import type { NodeFacts } from '@dayshift/contracts';
import type { Projection } from '@dayshift/engine';
import type { StepState } from '@dayshift/model';
import { wasPassedBy } from './steps-of.ts';

/** Of the many executions of a node, the one that needs attention speaks for it; else the newest. */
const weights: Record<StepState['status'], number> = {
  stuck: 7,
  failed: 6,
  asking: 5,
  running: 4,
  sleeping: 3,
  // Of a question and the action after it, the one that was stopped tells more than the one that was answered.
  cancelled: 2,
  done: 1,
  skipped: 0,
};
const openStates: ReadonlySet<StepState['status']> = new Set(['stuck', 'asking', 'running', 'sleeping']);

/** How every reached node fared, in one pass over all executions. */
export function nodeFacts(steps: readonly StepState[], tries: Projection['tries']): NodeFacts[] {
  const found = new Map<string, Tally>();
  for (const step of steps) {
    let tally = found.get(step.nodeId);
    if (!tally) {
      tally = { facts: begun(step), telling: step, paths: new Set() };
      found.set(step.nodeId, tally);
    }
    add(tally, step, tries);
  }
  return [...found.values()].map(({ facts, telling, paths }) => {
    const { endedAt, ...open } = facts;
    const isOpen = Object.keys(facts.counts).some((status) => openStates.has(status as StepState['status'])); // counted by status
    const isDated = !isOpen && endedAt !== undefined;
    return { ...open, ...(isDated && { endedAt }), places: paths.size, key: telling.key };
  });
}

interface Tally {
  facts: NodeFacts;
  telling: StepState;
  paths: Set<string>;
}

function begun({ nodeId, startedAt, key }: StepState): NodeFacts {
  return { nodeId, counts: {}, passedBy: 0, places: 0, tries: 0, startedAt, key };
}

function add(tally: Tally, step: StepState, tries: Projection['tries']): void {
  const { facts } = tally;
  if (wasPassedBy(step)) {
    facts.passedBy += 1;
    return;
  }
  if (wasPassedBy(tally.telling) || weights[step.status] >= weights[tally.telling.status])
    tally.telling = step;
  facts.counts[step.status] = (facts.counts[step.status] ?? 0) + 1;
  tally.paths.add(step.path);
  facts.startedAt = Math.min(facts.startedAt, step.startedAt);
  if (step.endedAt !== undefined) facts.endedAt = Math.max(facts.endedAt ?? 0, step.endedAt);
  for (const series of tries[step.key] ?? []) facts.tries += series.attempt;
}
