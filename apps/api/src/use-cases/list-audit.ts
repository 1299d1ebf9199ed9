import type { AuditQuery, AuditRow } from '@dayshift/contracts';
import { CursorError } from '@dayshift/store';
import { z } from 'zod';
import { type AuditFilter, auditTrail } from '../audit-trail/audit-trail.ts';
import type { Place } from '../audit-trail/merge-newest-first.ts';
import type { ApiContext } from '../context.ts';

/** A search that finds nothing reads this many entries and answers with a cursor; the reader may go on from there. */
const mostReadAtOnce = 2_000;

/** Who and what did what, newest first. */
export async function listAudit(
  context: ApiContext,
  { cursor, limit, ...query }: AuditQuery,
): Promise<{ items: AuditRow[]; nextCursor?: string }> {
  const items: AuditRow[] = [];
  let read = 0;
  let last: Place | undefined;
  for await (const { place, row } of auditTrail(
    context,
    filterOf(query),
    cursor ? fromCursor(cursor) : undefined,
  )) {
    // Only now is it known that there is a next page.
    if (items.length === limit || read === mostReadAtOnce)
      return { items, nextCursor: toCursor(last ?? place) };
    if (row) items.push(row);
    read += 1;
    last = place;
  }
  return { items };
}

/** The same question for a page and for an export. */
export function filterOf({ worker, ...query }: Omit<AuditQuery, 'cursor' | 'limit'>): AuditFilter {
  return { ...query, workerId: worker || undefined, text: query.text || undefined };
}

const placeSchema = z.tuple([z.number(), z.number(), z.string()]);

function toCursor({ at, source, id }: Place): string {
  return Buffer.from(JSON.stringify([at, source, id])).toString('base64url');
}

function fromCursor(cursor: string): Place {
  try {
    const [at, source, id] = placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { at, source, id };
  } catch {
    throw new CursorError('The cursor is not one that this list gave: begin again at the first page.');
  }
}
