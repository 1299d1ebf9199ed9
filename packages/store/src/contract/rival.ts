import { openStoreOf, type StorePlace } from '../open-store.ts';
import { update } from '../update.ts';
import { sampleCollections } from './sample-collections.ts';

/**
 * One of several processes that write to the same store, started by the contract suite: `node rival.ts PLACE NAME TIMES`.
 * Adds one to a counter TIMES times, races for tickets, and prints which tickets it got.
 */
const [place = '{}', name = '', times = '0'] = process.argv.slice(2);
const store = await openStoreOf(sampleCollections, JSON.parse(place) as StorePlace);

for (let turn = 0; turn < Number(times); turn += 1) {
  const outcome = await update(store.tasks, 'counter', (task) => ({ ...task, points: task.points + 1 }));
  if (outcome.kind !== 'done') throw new Error(`The counter was ${outcome.kind}.`);
}

const won: number[] = [];
for (let number = 0; number < Number(times); number += 1) {
  const outcome = await store.tickets.insert({ id: `${name}-${number}`, workspaceId: 'w', number });
  if (outcome === 'inserted') won.push(number);
}

const revisions: number[] = [];
for (let turn = 0; turn < Number(times); turn += 1) {
  const task = await store.tasks.get('ladder');
  if (!task) throw new Error('There is no ladder.');
  const outcome = await store.tasks.replace({ ...task, title: name }, task.revision);
  if (outcome === 'done') revisions.push(task.revision);
}

await store.close();
console.log(JSON.stringify({ won, revisions }));
