import { StoreCopyError } from './errors.ts';
import type { CollectionTransfer } from './port.ts';
import type { StoreHandle } from './store.ts';

export interface CopyProgress {
  collection: string;
  copied: number;
  total: number;
}

const batchSize = 200;

/**
 * Copies every document, revisions included, into a store that holds nothing else. Nothing may write to either
 * meanwhile. Cut short, it can be started again: what is already there and equal is passed over.
 */
export async function copyStore(
  from: StoreHandle,
  to: StoreHandle,
  onProgress: (progress: CopyProgress) => void = () => {},
): Promise<void> {
  const pairs = [...from.transfers].map(([name, source]) => ({ name, source, target: targetOf(to, name) }));
  for (const { name, source, target } of pairs)
    if ((await target.size()) > (await source.size())) throw foreignDocuments(to, name);
  for (const { name, source, target } of pairs) {
    await copyCollection(source, target, {
      onCopied: (copied, total) => onProgress({ collection: name, copied, total }),
      onRefused: (id) => {
        throw new StoreCopyError(
          `${to.label} already holds another "${id}" in ${name}: copy into an empty store. Nothing there was overwritten.`,
        );
      },
    });
    if ((await target.size()) !== (await source.size())) throw foreignDocuments(to, name);
  }
}

async function copyCollection(
  source: CollectionTransfer,
  target: CollectionTransfer,
  tell: { onCopied(copied: number, total: number): void; onRefused(id: string): void },
): Promise<void> {
  const total = await source.size();
  let copied = 0;
  let docs = await source.readAfter('', batchSize);
  while (docs.length > 0) {
    for (const id of await target.restore(docs)) tell.onRefused(id);
    copied += docs.length;
    tell.onCopied(copied, total);
    docs = await source.readAfter(docs.at(-1)?.id ?? '', batchSize);
  }
}

function targetOf(to: StoreHandle, name: string): CollectionTransfer {
  const target = to.transfers.get(name);
  if (!target) throw new StoreCopyError(`${to.label} was opened without the collection ${name}.`);
  return target;
}

function foreignDocuments(to: StoreHandle, name: string): StoreCopyError {
  return new StoreCopyError(
    `${to.label} holds documents in ${name} that are not in the source, or the source was still written to: stop Dayshift and copy into an empty store.`,
  );
}
