import type { DraftSync } from './draft-sync.ts';

/** Before the draft is used: the server goes by what it has. Throws when that is not what is drawn. */
export async function saveFirst(sync: DraftSync, verb: 'started' | 'published'): Promise<void> {
  const saved = await sync.flush();
  if (saved.kind !== 'saved')
    throw new Error(`The draft could not be saved, so it was not ${verb}. See the bar above.`);
}
