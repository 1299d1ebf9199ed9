import {
  checkDiskSpace,
  type DataFolderLock,
  emptyDataFolder,
  lockDataFolder,
  refuseForeignFolder,
  type Say,
  stopLeftOverServer,
} from '@dayshift/local-services';

/** Makes this process the owner of a data folder that exists, has room, and is empty when that was asked for. */
export async function takeDataFolder(folder: string, isFresh: boolean, say: Say): Promise<DataFolderLock> {
  if (isFresh) refuseForeignFolder(folder);
  const lock = await lockDataFolder(folder);
  try {
    if (isFresh) {
      // Otherwise it would go on writing into files that no longer have a name.
      await stopLeftOverServer(folder, say);
      emptyDataFolder(folder);
      say(`Emptied ${folder}.`);
    }
    checkDiskSpace(folder);
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}
