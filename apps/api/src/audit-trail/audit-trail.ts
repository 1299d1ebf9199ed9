import type { AuditKind, AuditRow } from '@dayshift/contracts';
import type { AuditEntry, EffectRecord, Run } from '@dayshift/model';
import type { ApiContext } from '../context.ts';
import { type AuditFacts, auditFacts } from './audit-context.ts';
import { effectEntry, runFacts } from './effect-entry.ts';
import { mergeNewestFirst, type Place, type Placed } from './merge-newest-first.ts';
import { readNewestFirst } from './read-newest-first.ts';
import { startEntry } from './start-entry.ts';

export interface AuditFilter {
  kind?: AuditKind | undefined;
  workerId?: string | undefined;
  from?: number | undefined;
  to?: number | undefined;
  result?: AuditRow['result'] | undefined;
  /** Part of what an entry says, in any case. */
  text?: string | undefined;
}

/** Where a reader is, and the entry that is there if it is one that was asked for. */
export type TrailItem = { place: Place; row: AuditRow | undefined };

type Source =
  | { kind: 'person'; entry: AuditEntry }
  | { kind: 'effect'; effect: EffectRecord }
  | { kind: 'start'; run: Run };

/**
 * Everything that was done, newest first: what people did, what workers did to the outside world, and how runs began. Only
 * the first is written for the audit; the others are read from the ledger and from the runs' own rows, which are written
 * before anything happens. So nothing can happen without its entry, and no crash makes two of one.
 */
export async function* auditTrail(
  context: ApiContext,
  filter: AuditFilter,
  after?: Place,
): AsyncGenerator<TrailItem> {
  const facts = auditFacts(context);
  const wants = (kind: AuditKind) => filter.kind === undefined || filter.kind === kind;
  const sources = [
    ...(wants('person') ? [people(context, filter, after)] : []),
    ...(wants('effect') ? [effects(context, filter, after)] : []),
    ...(wants('start') ? [starts(context, filter, after)] : []),
  ];
  for await (const { place, value } of mergeNewestFirst(sources)) {
    const row = await toRow(context, facts, value);
    yield { place, row: row && matches(row, filter) ? row : undefined };
  }
}

function people({ store, workspaceId }: ApiContext, between: AuditFilter, after: Place | undefined) {
  const of = { where: { workspaceId }, by: 'at', source: 2, between } as const;
  return mapped(
    readNewestFirst(store.auditEntries, of, after),
    (entry): Source => ({ kind: 'person', entry }),
  );
}

function effects({ store, workspaceId }: ApiContext, between: AuditFilter, after: Place | undefined) {
  const of = { where: { workspaceId }, by: 'startedAt', source: 1, between } as const;
  return mapped(readNewestFirst(store.effects, of, after), (effect): Source => ({ kind: 'effect', effect }));
}

function starts({ store, workspaceId }: ApiContext, between: AuditFilter, after: Place | undefined) {
  const where = { workspaceId, ...(between.workerId !== undefined && { workerId: between.workerId }) };
  const of = { where, by: 'startedAt', source: 0, between } as const;
  return mapped(readNewestFirst(store.runs, of, after), (run): Source => ({ kind: 'start', run }));
}

async function* mapped<T, R>(
  source: AsyncGenerator<Placed<T>>,
  change: (value: T) => R,
): AsyncGenerator<Placed<R>> {
  for await (const { place, value } of source) yield { place, value: change(value) };
}

async function toRow(context: ApiContext, facts: AuditFacts, source: Source): Promise<AuditRow | undefined> {
  if (source.kind === 'effect') return effectEntry(context, facts, source.effect);
  if (source.kind === 'start') return startEntry(context, facts, source.run);
  const { id, at, actor, action, target, summary, result } = source.entry;
  const about = target.startsWith('wrk_') ? { workerId: target } : await aboutRun(facts, target);
  return { id, kind: 'person', at, actor, action, target, summary, result, ...about };
}

/** A run, or a question of one: its id is the run's and the step's. */
async function aboutRun(facts: AuditFacts, target: string) {
  if (!target.startsWith('run_')) return {};
  const [runId = '', step] = target.split(':');
  return { ...runFacts(await facts.runOf(runId)), ...(step !== undefined && { approvalId: target }) };
}

function matches(row: AuditRow, { workerId, result, text }: AuditFilter): boolean {
  if (workerId !== undefined && row.workerId !== workerId) return false;
  if (result !== undefined && row.result !== result) return false;
  if (text === undefined) return true;
  const words = [row.summary, row.actor, row.action, row.rule, row.run?.title, row.run?.playbook];
  return words.some((each) => each?.toLocaleLowerCase().includes(text.toLocaleLowerCase()));
}
