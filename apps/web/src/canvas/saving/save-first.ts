import type { DraftSync } from './draft-sync.ts';

/** Before the draft is run: the server runs what it has. Throws when that is not what is drawn. */
export async function saveFirst(sync: DraftSync): Promise<void> {
  const saved = await sync.flush();
  if (saved.kind !== 'saved')
    throw new Error('The draft could not be saved, so it was not started. See the bar above.');
}
