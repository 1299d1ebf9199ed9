import type { AuditRow } from '@dayshift/contracts';
import type { EffectRecord, Plan, Run } from '@dayshift/model';
import { conditionInWords } from '@dayshift/nodes';
import { findOperation } from '@dayshift/operations';
import { getApproval } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { planOfRun } from '../runs/plan-of-run.ts';
import type { AuditFacts } from './audit-context.ts';

const results = { done: 'done', failed: 'failed', started: 'open' } as const;

/** What a worker did to the outside world, and what let it: read from the ledger, which is written before anything goes out. */
export async function effectEntry(
  context: ApiContext,
  facts: AuditFacts,
  effect: EffectRecord,
): Promise<AuditRow> {
  const run = await facts.runOf(effect.runId);
  const worker = await facts.workerName(run?.workerId);
  return {
    id: effect.id,
    kind: 'effect',
    at: effect.startedAt,
    actor: worker ?? run?.playbookName ?? 'A playbook',
    action: effect.operation,
    target: effect.runId,
    summary: effect.summary ?? findOperation(effect.operation)?.title ?? effect.operation,
    result: results[effect.state],
    rule: await ruleOf(context, effect, run),
    ...(effect.approvalId !== undefined && { approvalId: effect.approvalId }),
    ...runFacts(run, effect.version),
  };
}

export function runFacts(run: Run | undefined, version = run?.version) {
  if (!run) return {};
  return {
    run: { id: run.id, title: run.title, playbook: run.playbookName, version: version ?? run.version },
    ...(run.workerId !== undefined && { workerId: run.workerId }),
  };
}

async function ruleOf(context: ApiContext, effect: EffectRecord, run: Run | undefined): Promise<string> {
  if (effect.approvalId !== undefined) return yesOf(context, effect.approvalId);
  if (!run) return alone;
  const version = effect.version ?? run.version;
  const plan = await planOfRun(context, { ...run, version }).then(
    (found) => found.plan,
    () => undefined,
  );
  return (plan && ruleIn(plan, effect.key)) ?? alone;
}

const alone = 'alone: the playbook asks nobody';

async function yesOf(context: ApiContext, approvalId: string): Promise<string> {
  const { decision } =
    (await getApproval(context.store, context.workspaceId, approvalId).catch(() => undefined)) ?? {};
  if (!decision) return 'after a yes';
  return `after ${decision.by} said yes${decision.isEdited ? ' to an edited version' : ''}`;
}

/** A gate that asks sometimes: alone, because its condition did not hold. */
function ruleIn(plan: Plan, key: string): string | undefined {
  const stepId = key.replace(/[@!].*$/, '');
  const call = plan.steps.find(({ id }) => id === stepId);
  if (call?.kind !== 'call' || call.approvedBy === undefined) return undefined;
  const choose = plan.steps.find(
    (step) =>
      step.kind === 'switch' &&
      step.nodeId === call.nodeId &&
      step.ports.some(({ to }) => to.includes(call.id)),
  );
  if (choose?.kind !== 'switch') return undefined;
  return `alone: unless ${choose.cases.map((each) => conditionInWords(each.when)).join(' or ')}`;
}
