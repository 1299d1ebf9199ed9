import type { Collection, Document, Where } from '@dayshift/store';
import type { Place, Placed } from './merge-newest-first.ts';

const batch = 200;

/** Documents of one collection after a place in the trail, newest first, a batch at a time. */
export async function* readNewestFirst<T extends Document>(
  collection: Collection<T>,
  of: {
    where: Where;
    by: string & keyof T;
    source: number;
    between: { from?: number | undefined; to?: number | undefined };
  },
  after: Place | undefined,
): AsyncGenerator<Placed<T>> {
  const { where, by, source, between } = of;
  const order = { by, direction: 'descending' } as const;
  const bounds = {
    ...(between.from !== undefined && { gte: between.from }),
    ...upTo(between.to, after, source),
  };
  let last = after?.source === source ? { value: after.at, id: after.id } : undefined;
  for (;;) {
    const found = await collection.find({
      where: { ...where, ...(Object.keys(bounds).length > 0 && { [by]: bounds }) },
      order,
      ...(last && { after: last }),
      limit: batch,
    });
    for (const value of found) yield { place: { at: Number(value[by]), source, id: value.id }, value };
    const end = found.at(-1);
    if (!end || found.length < batch) return;
    last = { value: Number(end[by]), id: end.id };
  }
}

/** A source that comes after the place's own at one instant still has that instant to give. */
function upTo(to: number | undefined, after: Place | undefined, source: number) {
  if (!after || after.source === source) return to === undefined ? {} : { lt: to };
  const isLater = source < after.source;
  if (to !== undefined && to <= after.at) return { lt: to };
  return isLater ? { lte: after.at } : { lt: after.at };
}
