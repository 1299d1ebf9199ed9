import type { Approval } from '@dayshift/model';
import { findRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';

/**
 * Runs that are over, of the approvals whose action was said yes to and has not come to anything: nothing more will come of
 * those, and "on its way" would never end.
 */
export async function overRuns(context: ApiContext, approvals: readonly Approval[]): Promise<Set<string>> {
  const ids = new Set(approvals.filter(isPending).map(({ runId }) => runId));
  const runs = await Promise.all([...ids].map((id) => findRun(context.store, context.workspaceId, id)));
  return new Set(runs.flatMap((run) => (run && !run.isOpen ? [run.id] : [])));
}

function isPending({ action, decision, execution }: Approval): boolean {
  return action !== undefined && decision?.verdict === 'approve' && execution?.state !== 'done';
}
