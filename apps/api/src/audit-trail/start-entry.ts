import type { AuditRow } from '@dayshift/contracts';
import type { Run } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import type { AuditFacts } from './audit-context.ts';
import { runFacts } from './effect-entry.ts';

const byTrigger: Record<string, { who: string; how: string }> = {
  'mail-received': { who: 'Mail', how: 'A mail' },
  webhook: { who: 'Webhook', how: 'A webhook' },
  schedule: { who: 'Schedule', how: 'Its schedule' },
};

/**
 * How a run began: read from its row, which is written before the run. Missing where a person began it and the entry of what
 * they did says the same.
 */
export async function startEntry(
  context: ApiContext,
  facts: AuditFacts,
  run: Run,
): Promise<AuditRow | undefined> {
  if (isPersonal(run) && (await hasOwnEntry(context, run.id))) return undefined;
  const trigger = byTrigger[run.triggerType];
  const by = run.startedBy ?? (isPersonal(run) ? 'Somebody' : trigger?.who) ?? run.triggerType;
  const how = run.startedBy ?? (isPersonal(run) ? 'Somebody' : trigger?.how) ?? run.triggerType;
  const worker = await facts.workerName(run.workerId);
  return {
    id: run.id,
    kind: 'start',
    at: run.startedAt,
    actor: by,
    action: 'run.began',
    target: run.id,
    summary: `${how} started “${run.title}”${worker === undefined ? '' : ` for ${worker}`}.`,
    result: 'done',
    ...runFacts(run),
  };
}

function isPersonal(run: Run): boolean {
  return (
    run.startedBy !== undefined ||
    run.triggerType === 'manual' ||
    run.forkedFrom !== undefined ||
    run.testedNodeId !== undefined
  );
}

const ownActions = ['run.started', 'run.started-again', 'run.tested-step', 'run.resumed'];

async function hasOwnEntry(context: ApiContext, runId: string): Promise<boolean> {
  const entries = await context.store.auditEntries.find({
    where: { workspaceId: context.workspaceId, target: runId },
    order: { by: 'at', direction: 'ascending' },
    limit: 20,
  });
  return entries.some(({ action }) => ownActions.includes(action));
}
