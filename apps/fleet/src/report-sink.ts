import { applyRunReport, type RunReport } from '@dayshift/model';
import { type Store, update } from '@dayshift/store';
import type { RunSinks } from '@dayshift/temporal-workflows';
import type { InjectedSinks } from '@temporalio/worker';
import type { Logger } from 'pino';

/** Keeps run rows true to what workflows report. A lost report is made up for by the API's reconciler. */
export function createReportSink(store: Store, log: Logger): InjectedSinks<RunSinks> {
  return {
    runs: {
      report: {
        callDuringReplay: false,
        async fn(_info, report: RunReport) {
          try {
            await update(store.runs, report.runId, (row) =>
              row.workspaceId === report.workspaceId ? applyRunReport(row, report) : undefined,
            );
          } catch (error) {
            log.warn(
              { err: error, runId: report.runId },
              'A run report was not stored; the reconciler will catch up.',
            );
          }
        },
      },
    },
  };
}
