/** Where an entry stands: newest first, at one instant by source, then by id, both descending. */
export interface Place {
  at: number;
  source: number;
  id: string;
}

export type Placed<T> = { place: Place; value: T };

/** True when `a` comes before `b` in the trail. */
export function isBefore(a: Place, b: Place): boolean {
  if (a.at !== b.at) return a.at > b.at;
  if (a.source !== b.source) return a.source > b.source;
  return a.id > b.id;
}

/** One order out of several that are ordered already. Each is read only as far as it is needed. */
export async function* mergeNewestFirst<T>(
  sources: readonly AsyncGenerator<Placed<T>>[],
): AsyncGenerator<Placed<T>> {
  try {
    const heads = await Promise.all(sources.map((source) => source.next()));
    for (;;) {
      let best = -1;
      for (const [index, head] of heads.entries()) {
        const chosen = heads[best];
        if (!head.done && (!chosen || chosen.done || isBefore(head.value.place, chosen.value.place)))
          best = index;
      }
      const head = heads[best];
      const source = sources[best];
      if (!head || head.done || !source) return;
      yield head.value;
      heads[best] = await source.next();
    }
  } finally {
    await Promise.all(sources.map((source) => source.return(undefined)));
  }
}
