import { valueAt } from '../check-document.ts';
import { CursorError } from '../errors.ts';
import type { After, Collection, Document, Order, Where } from '../port.ts';

export interface Page<T> {
  items: T[];
  /** Asks for what follows; missing on the last page. */
  nextCursor?: string;
}

/** Which page: the newest or first ones, unless a cursor of the page before says where to go on. */
export interface PageRequest {
  cursor?: string | undefined;
  /** 50 unless told; at most 200. */
  limit?: number | undefined;
}

export async function listPage<T extends Document>(
  collection: Collection<T>,
  { where, order, cursor, limit = 50 }: PageRequest & { where: Where; order: Order },
): Promise<Page<T>> {
  const size = Math.max(1, Math.min(200, Math.trunc(limit)));
  const after = cursor ? fromCursor(cursor) : undefined;
  // One more than shown tells whether there is a next page, without counting.
  const found = await collection.find({ where, order, ...(after && { after }), limit: size + 1 });
  const items = found.slice(0, size);
  const last = items.at(-1);
  return found.length > size && last ? { items, nextCursor: toCursor(last, order) } : { items };
}

/** A place in an order, as one opaque word. */
export function toCursor(doc: Document, order: Order): string {
  return Buffer.from(JSON.stringify([valueAt(doc, order.by), doc.id])).toString('base64url');
}

export function fromCursor(cursor: string): After {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(place) && place.length === 2) {
      const [value, id] = place;
      const isValue = typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
      if (isValue && typeof id === 'string') return { value, id };
    }
  } catch {
    // Not JSON: the same answer as any other word that is not ours.
  }
  throw new CursorError('The cursor is not one that this list gave: begin again at the first page.');
}
