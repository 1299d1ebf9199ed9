import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { openStoreOf, type StorePlace } from '../open-store.ts';
import { update } from '../update.ts';
import { sampleCollections } from './sample-collections.ts';

/** What one rival did: the tickets it got, the revisions it wrote, and how often another was quicker. */
export interface RivalResult {
  tickets: number[];
  revisions: number[];
  lost: number;
}

/**
 * One of several processes that write to the same store: `node rival.ts PLACE NAME TIMES`. Says "ready", begins when
 * told anything, adds one to a counter TIMES times, races for tickets and for revisions, and prints its result.
 */
const [place = '{}', name = '', times = '0'] = process.argv.slice(2);
const store = await openStoreOf(sampleCollections, JSON.parse(place) as StorePlace);
process.stdout.write('ready\n');
await once(process.stdin, 'data');

const result: RivalResult = { tickets: [], revisions: [], lost: 0 };
for (let turn = 0; turn < Number(times); turn += 1) {
  const outcome = await update(store.tasks, 'counter', (task) => ({ ...task, points: task.points + 1 }));
  if (outcome.kind !== 'done') throw new Error(`The counter was ${outcome.kind}.`);
}
for (let number = 0; number < Number(times); number += 1) {
  const outcome = await store.tickets.insert({ id: `${name}-${number}`, workspaceId: 'w', number });
  if (outcome === 'inserted') result.tickets.push(number);
}
for (let turn = 0; turn < 30; turn += 1) {
  const task = await store.tasks.get('ladder');
  if (!task) throw new Error('There is no ladder.');
  // Long enough for the others to write in between, so that some of these must lose.
  await pause(2);
  const outcome = await store.tasks.replace({ ...task, title: name }, task.revision);
  if (outcome === 'done') result.revisions.push(task.revision);
  else result.lost += 1;
}

await store.close();
process.stdout.write(JSON.stringify(result));
process.stdin.destroy();
