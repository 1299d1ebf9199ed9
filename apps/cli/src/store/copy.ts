import { existsSync } from 'node:fs';
import path from 'node:path';
import { CannotStart, lockDataFolder } from '@dayshift/local-services';
import { copyStore, openStore, type StorePlace } from '@dayshift/store';
import { storeFile } from '../data-folder.ts';
import type { StoreCopyCommand } from '../parse-command.ts';

/** `dayshift store copy`: moves an installation to another store. Locked, so that nothing is written meanwhile. */
export async function copy(command: StoreCopyCommand): Promise<number> {
  const dataFolder = path.resolve(command.data);
  const source = command.from === undefined ? { sqliteFile: storeFile(dataFolder) } : placeOf(command.from);
  if (source.sqliteFile !== undefined && !existsSync(source.sqliteFile)) {
    throw new CannotStart(
      `There is no store at ${source.sqliteFile}: name the folder that holds it with --data.`,
    );
  }
  const lock = await lockDataFolder(dataFolder);
  try {
    await copyBetween(source, placeOf(command.to));
  } finally {
    lock.release();
  }
  return 0;
}

async function copyBetween(source: StorePlace, target: StorePlace): Promise<void> {
  const from = await openStore(source);
  try {
    const to = await openStore(target);
    try {
      console.log(`Copying from ${from.label} to ${to.label}…`);
      const totals = new Map<string, number>();
      await copyStore(from, to, ({ collection, copied, total }) => {
        totals.set(collection, copied);
        if (copied === total) console.log(`  ${collection}: ${copied}`);
      });
      const documents = [...totals.values()].reduce((sum, count) => sum + count, 0);
      console.log(`Copied ${documents} ${documents === 1 ? 'document' : 'documents'}.`);
      if (to.kind === 'mongodb')
        console.log('Start Dayshift with MONGODB_URI set to this address to use it.');
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

function placeOf(store: string): StorePlace {
  return /^mongodb(\+srv)?:\/\//.test(store) ? { mongodbUri: store } : { sqliteFile: path.resolve(store) };
}
