import { newId } from '@dayshift/model';
import type { ApiContext } from './context.ts';

export interface AuditFact {
  actor: string;
  action: string;
  target: string;
  summary: string;
  result?: 'done' | 'refused';
  /** Of a fact that may be written down again: the same id is the same entry. */
  id?: string;
}

/** Writes down who did what. Awaited before the answer wherever a person decided something. */
export async function audit(context: ApiContext, fact: AuditFact): Promise<void> {
  const at = context.now();
  await context.store.auditEntries.insert({
    id: fact.id ?? newId('aud', at),
    workspaceId: context.workspaceId,
    at,
    actor: fact.actor,
    action: fact.action,
    target: fact.target,
    summary: fact.summary.slice(0, 500),
    result: fact.result ?? 'done',
  });
}
