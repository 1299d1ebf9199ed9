import { openStoreOf } from '../open-store.ts';
import { sampleCollections } from './sample-collections.ts';

/** Opens the store in a file, writes one document and closes: `node write-one.ts FILE ID`. */
const [sqliteFile, id = ''] = process.argv.slice(2);
const store = await openStoreOf(sampleCollections, { sqliteFile });
await store.tasks.insert({ id, workspaceId: 'w', title: id, state: 'open', points: 1 });
await store.close();
