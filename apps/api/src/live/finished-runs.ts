import type { Projection } from '@dayshift/engine';
import type { Run } from '@dayshift/model';
import { stepsOf } from '../runs/steps-of.ts';

const mostRuns = 12;
const mostSteps = 60_000;
const keptMs = 120_000;

interface Kept {
  reading: Promise<Projection | undefined>;
  steps: number;
  endsAt: number;
}

/**
 * Histories of runs that are over, kept for a moment: such a run does not change any more, and who looks at it asks for several
 * pages of it. Asked for twice at once it is read once.
 */
export class FinishedRuns {
  private readonly read: (run: Pick<Run, 'workflowId'>) => Promise<Projection | undefined>;
  private readonly now: () => number;
  private readonly kept = new Map<string, Kept>();

  constructor(read: (run: Pick<Run, 'workflowId'>) => Promise<Projection | undefined>, now: () => number) {
    this.read = read;
    this.now = now;
  }

  find(run: Pick<Run, 'workflowId'>): Promise<Projection | undefined> {
    const { workflowId } = run;
    const known = this.kept.get(workflowId);
    if (known && known.endsAt > this.now()) return known.reading;
    const kept: Kept = { reading: this.read(run), steps: 0, endsAt: this.now() + keptMs };
    this.kept.delete(workflowId);
    this.kept.set(workflowId, kept);
    const forget = () => this.kept.get(workflowId) === kept && this.kept.delete(workflowId);
    kept.reading.then((projection) => {
      // A history that has not ended yet, or is gone, may be another one at the next look.
      if (!projection?.closed) return forget();
      kept.steps = stepsOf(projection).length;
      return this.shrink();
    }, forget);
    return kept.reading;
  }

  private shrink(): void {
    let steps = 0;
    let count = 0;
    for (const [workflowId, each] of [...this.kept].reverse()) {
      steps += each.steps;
      count += 1;
      // The newest stays, however long it is: it is the one that is looked at.
      if (count > 1 && (count > mostRuns || steps > mostSteps || each.endsAt <= this.now()))
        this.kept.delete(workflowId);
    }
  }
}
