import { openStoreOf } from '../open-store.ts';
import { sampleCollections } from './sample-collections.ts';

/** Writes documents and says the id of each one when it is stored, until it is killed: `node write-forever.ts FILE`. */
const store = await openStoreOf(sampleCollections, { sqliteFile: process.argv[2] });
for (let index = 0; index < 1_000_000; index += 1) {
  const id = `t${index}`;
  await store.tasks.insert({ id, workspaceId: 'w', title: id, state: 'open', points: index });
  process.stdout.write(`${id}\n`);
  if (index % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
}
