import type { RunReport } from '@dayshift/model';
import type { Sinks } from '@temporalio/workflow';

/** Leaves the workflow without a history event. May be lost or repeated: the reconciler makes up for it. */
export interface RunSinks extends Sinks {
  runs: { report(report: RunReport): void };
}
