import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sampleCollections } from './contract/sample-collections.ts';
import { mongoPlace, sqlitePlace, type TestPlace } from './contract/test-places.ts';
import { type CopyProgress, copyStore } from './copy-store.ts';
import { StoreCopyError } from './errors.ts';
import { openStoreOf } from './open-store.ts';
import type { StoreHandle, StoreOf } from './store.ts';

type SampleStore = StoreOf<typeof sampleCollections>;

const mongo = await mongoPlace();
const places: TestPlace[] = [];
const stores: SampleStore[] = [];

async function aStoreIn(place: TestPlace): Promise<SampleStore> {
  places.push(place);
  const store = await openStoreOf(sampleCollections, place.place);
  stores.push(store);
  return store;
}

let full: SampleStore;
beforeAll(async () => {
  full = await aStoreIn(sqlitePlace());
  for (let index = 0; index < 450; index += 1)
    await full.tasks.insert({
      id: `t${index}`,
      workspaceId: 'w',
      title: `Task ${index}`,
      state: 'open',
      points: index,
      content: { $ref: '#/definitions/x', 'a.b': [] },
    });
  await full.tasks.replace(
    { id: 't7', workspaceId: 'w', title: 'Seven', state: 'done', points: 7, revision: 1 },
    1,
  );
  await full.tickets.insert({ id: 'one', workspaceId: 'w', number: 1 });
});
afterAll(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await Promise.all(places.map((place) => place.stop()));
});

let other: SampleStore;
beforeEach(async () => {
  other = await aStoreIn(sqlitePlace());
});

test('a copy holds every document with its revision, and tells how far it is', async () => {
  const told: CopyProgress[] = [];
  await copyStore(full, other, (progress) => told.push(progress));
  expect(await everything(other)).toEqual(await everything(full));
  expect(await other.tasks.get('t7')).toMatchObject({ title: 'Seven', revision: 2 });
  expect(told).toEqual([
    { collection: 'tasks', copied: 200, total: 450 },
    { collection: 'tasks', copied: 400, total: 450 },
    { collection: 'tasks', copied: 450, total: 450 },
    { collection: 'tickets', copied: 1, total: 1 },
  ]);
});

// Needs a server; where there is none the reason was printed.
test.skipIf('unavailable' in mongo)(`a store goes to ${mongo.name} and back unchanged`, async () => {
  if ('unavailable' in mongo) return;
  const between = await aStoreIn(mongo);
  await copyStore(full, between);
  await copyStore(between, other);
  expect(await everything(other)).toEqual(await everything(full));
});

test('a copy that was cut short can be started again', async () => {
  const stopEarly = () => {
    throw new Error('pulled the plug');
  };
  await expect(copyStore(full, other, stopEarly)).rejects.toThrow('pulled the plug');
  await copyStore(full, other);
  expect(await everything(other)).toEqual(await everything(full));
});

test('a store that holds something else is not overwritten', async () => {
  await other.tasks.insert({ id: 't9', workspaceId: 'w', title: 'Mine', state: 'open', points: 1 });
  await expect(copyStore(full, other)).rejects.toThrow(StoreCopyError);
  expect(await other.tasks.get('t9')).toMatchObject({ title: 'Mine' });
});

test('a store with documents of its own is refused before anything is written', async () => {
  await other.tickets.insert({ id: 'a', workspaceId: 'w', number: 5 });
  await other.tickets.insert({ id: 'b', workspaceId: 'w', number: 6 });
  await expect(copyStore(full, other)).rejects.toThrow(/holds documents in tickets/);
  expect(await other.tasks.count({ workspaceId: 'w', state: 'open' })).toBe(0);
});

async function everything(store: StoreHandle): Promise<unknown[]> {
  return Promise.all(
    [...store.transfers].map(async ([name, transfer]) => [name, await transfer.readAfter('', 1000)]),
  );
}
