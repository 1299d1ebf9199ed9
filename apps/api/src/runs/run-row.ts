import type { RunRow } from '@dayshift/contracts';
import type { Run } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { workerNames } from '../workers/worker-names.ts';

/** Runs as lists show them, with the names and counts that take more than their own rows. */
export async function runRows(context: ApiContext, runs: readonly Run[]): Promise<RunRow[]> {
  if (runs.length === 0) return [];
  const { store, workspaceId } = context;
  const hasTrouble = runs.some((run) => run.cause !== '');
  const [names, causes] = await Promise.all([
    workerNames(context),
    hasTrouble ? store.runs.countBy('cause', { workspaceId, state: { in: ['stuck', 'failed'] } }) : none,
  ]);
  return runs.map((run) =>
    runRow(run, { workerName: names.get(run.workerId ?? ''), withSameCause: causes[run.cause] ?? 1 }),
  );
}

const none: Record<string, number> = {};

/** One run; `withSameCause` counts it too. */
function runRow(run: Run, more: { workerName: string | undefined; withSameCause: number }): RunRow {
  const trouble = troubleOf(run);
  return {
    id: run.id,
    title: run.title,
    playbookId: run.playbookId,
    playbookName: run.playbookName,
    version: run.version,
    ...(run.workerId !== undefined && { workerId: run.workerId }),
    ...(more.workerName !== undefined && { workerName: more.workerName }),
    state: run.state,
    triggerType: run.triggerType,
    startedAt: run.startedAt,
    ...(run.endedAt !== undefined && { endedAt: run.endedAt }),
    changedAt: run.changedAt,
    ...(run.outcome !== undefined && { outcome: run.outcome }),
    ...(run.currentTitle !== undefined && { currentTitle: run.currentTitle }),
    ...(trouble && { trouble }),
    openApprovals: run.openApprovals,
    costUsd: run.costUsd,
    ...(run.modelTotals && { modelTotals: run.modelTotals }),
    sameCause: trouble && run.cause !== '' ? Math.max(0, more.withSameCause - 1) : 0,
  };
}

function troubleOf(run: Run): RunRow['trouble'] {
  const [stuck] = run.stuck;
  if (run.state === 'stuck' && stuck) {
    const { nodeId, title, failure } = stuck;
    return { nodeId, title, message: failure.message, code: failure.code };
  }
  if (run.state !== 'failed' || !run.failure) return undefined;
  return {
    nodeId: '',
    title: run.currentTitle ?? 'The run',
    message: run.failure.message,
    code: run.failure.code,
  };
}
