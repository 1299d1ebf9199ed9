import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { race } from './contract/race.ts';
import { sampleCollections, type Task } from './contract/sample-collections.ts';
import { mongoPlace, sqlitePlace } from './contract/test-places.ts';
import { DocumentError, DuplicateKeyError, QueryError, UpdateGaveUpError } from './errors.ts';
import { openStoreOf } from './open-store.ts';
import type { FindQuery, Where } from './port.ts';
import type { StoreOf } from './store.ts';
import { update } from './update.ts';

/** The promises of the port, kept by every driver alike. */
describe.each([sqlitePlace(), await mongoPlace()])('a store in $name', (where) => {
  if ('unavailable' in where) {
    // Without a server there is nothing to hold the promises against; the reason was printed.
    test.skip(where.unavailable);
    return;
  }
  const { place, stop } = where;
  let store: StoreOf<typeof sampleCollections>;

  beforeAll(async () => {
    store = await openStoreOf(sampleCollections, place);
    console.log(`The store contract runs on ${store.label}.`);
  });
  afterAll(async () => {
    await store?.close();
    await stop();
  });
  afterEach(async () => {
    for (const [name, transfer] of store.transfers)
      for (const doc of await transfer.readAfter('', 1000))
        await store[name as keyof typeof sampleCollections].remove(doc.id, doc.revision);
  });

  async function addTasks(
    count: number,
    change: (index: number) => Partial<Task> = () => ({}),
  ): Promise<void> {
    for (let index = 0; index < count; index += 1)
      await store.tasks.insert({
        ...aTask(`t${String(index).padStart(3, '0')}`),
        points: index,
        ...change(index),
      });
  }

  test('a document comes back as it was given, with revision 1', async () => {
    expect(await store.tasks.insert(aTask('a'))).toBe('inserted');
    expect(await store.tasks.get('a')).toEqual({ ...aTask('a'), revision: 1 });
    expect(await store.tasks.get('b')).toBeUndefined();
  });

  test('any JSON value survives, whatever its names are', async () => {
    const content = JSON.parse(
      '{"$ref":"#/x","$where":"1","a.b":{"$gt":""},"%24":1,"":0,"nul\\u0000":1,"__proto__":{"x":1},"constructor":{"prototype":1},"empty":{},"list":[[],[null,{}]],"n":1.5,"big":9007199254740991,"e":1e-7,"emoji":"🎈","null":null}',
    );
    await store.tasks.insert({ ...aTask('a'), content });
    expect(JSON.stringify((await store.tasks.get('a'))?.content)).toBe(JSON.stringify(content));
    expect(await store.tasks.replace({ ...aTask('a'), revision: 1, content: { content } }, 1)).toBe('done');
    expect(JSON.stringify((await store.tasks.get('a'))?.content)).toBe(JSON.stringify({ content }));
  });

  test('an undefined field is a missing one', async () => {
    await store.tasks.insert({ ...aTask('a'), isUrgent: undefined });
    expect(await store.tasks.get('a')).not.toHaveProperty('isUrgent');
  });

  test('an id is taken once', async () => {
    await store.tasks.insert(aTask('a'));
    expect(await store.tasks.insert({ ...aTask('a'), title: 'other' })).toBe('exists');
    expect((await store.tasks.get('a'))?.title).toBe('Task a');
  });

  test('a unique key is taken once, and a replacement cannot take it either', async () => {
    const ticket = { workspaceId: 'w', number: 1 };
    expect(await store.tickets.insert({ ...ticket, id: 'a' })).toBe('inserted');
    expect(await store.tickets.insert({ ...ticket, id: 'b' })).toBe('exists');
    expect(await store.tickets.insert({ ...ticket, id: 'b', workspaceId: 'other' })).toBe('inserted');
    await store.tickets.insert({ ...ticket, id: 'c', number: 2 });
    await expect(store.tickets.replace({ ...ticket, id: 'c', revision: 1 }, 1)).rejects.toThrow(
      DuplicateKeyError,
    );
    expect(await store.tickets.find({ where: { workspaceId: 'w', number: 1 }, limit: 5 })).toHaveLength(1);
  });

  test('a document is replaced only at the revision that was read', async () => {
    await store.tasks.insert(aTask('a'));
    const changed = { ...aTask('a'), revision: 1, title: 'changed' };
    expect(await store.tasks.replace(changed, 1)).toBe('done');
    expect(await store.tasks.get('a')).toEqual({ ...changed, revision: 2 });
    expect(await store.tasks.replace({ ...changed, title: 'late' }, 1)).toBe('conflict');
    expect(await store.tasks.replace({ ...changed, id: 'none' }, 1)).toBe('conflict');
    expect((await store.tasks.get('a'))?.title).toBe('changed');
  });

  test('a replacement drops fields that are gone', async () => {
    await store.tasks.insert({ ...aTask('a'), isUrgent: true });
    await store.tasks.replace({ ...aTask('a'), revision: 1 }, 1);
    expect(await store.tasks.get('a')).toEqual({ ...aTask('a'), revision: 2 });
  });

  test('a document cannot be moved to another workspace', async () => {
    await store.tasks.insert(aTask('a'));
    expect(await store.tasks.replace({ ...aTask('a'), revision: 1, workspaceId: 'other' }, 1)).toBe(
      'conflict',
    );
    expect(await store.tasks.get('a')).toMatchObject({ workspaceId: 'w', revision: 1 });
  });

  test('a document is removed only at the revision that was read', async () => {
    await store.tasks.insert(aTask('a'));
    expect(await store.tasks.remove('a', 2)).toBe('conflict');
    expect(await store.tasks.remove('a', 1)).toBe('done');
    expect(await store.tasks.remove('a', 1)).toBe('conflict');
    expect(await store.tasks.get('a')).toBeUndefined();
  });

  test('of many concurrent replacements one wins each revision', async () => {
    await store.tasks.insert(aTask('a'));
    for (let revision = 1; revision <= 10; revision += 1) {
      const rivals = Array.from({ length: 20 }, (_, index) =>
        store.tasks.replace({ ...aTask('a'), revision, title: `rival ${index}` }, revision),
      );
      expect((await Promise.all(rivals)).filter((outcome) => outcome === 'done')).toHaveLength(1);
    }
  });

  test('update tells what became of the change', async () => {
    await store.tasks.insert(aTask('a'));
    expect(await update(store.tasks, 'a', (task) => ({ ...task, points: 7 }))).toEqual({
      kind: 'done',
      doc: { ...aTask('a'), points: 7, revision: 2 },
    });
    expect(await update(store.tasks, 'a', () => undefined)).toMatchObject({
      kind: 'unchanged',
      doc: { points: 7 },
    });
    expect(await update(store.tasks, 'none', (task) => task)).toEqual({ kind: 'missing' });
    await expect(update(store.tasks, 'a', (task) => ({ ...task, id: 'b' }))).rejects.toThrow(DocumentError);
  });

  test('update gives up by name when it never gets through', async () => {
    await store.tasks.insert(aTask('a'));
    const unlucky = { ...store.tasks, replace: async () => 'conflict' as const };
    await expect(update(unlucky, 'a', (task) => task, { mostTries: 9 })).rejects.toThrow(UpdateGaveUpError);
  });

  test('find answers equality, lists, ranges and missing values', async () => {
    await addTasks(6, (index) => ({
      state: index % 2 ? 'open' : 'done',
      ...(index < 3 && { isUrgent: index === 0 }),
      workspaceId: index === 5 ? 'other' : 'w',
    }));
    const ids = async (where: Where) =>
      (await store.tasks.find({ where: { workspaceId: 'w', ...where }, order: byPoints, limit: 10 })).map(
        (task) => task.points,
      );
    expect(await ids({})).toEqual([0, 1, 2, 3, 4]);
    expect(await ids({ state: 'open' })).toEqual([1, 3]);
    expect(await ids({ state: { in: ['open', 'done'] }, points: { gt: 1, lte: 3 } })).toEqual([2, 3]);
    expect(await ids({ points: { gte: 1, lt: 2 } })).toEqual([1]);
    expect(await ids({ isUrgent: true })).toEqual([0]);
    expect(await ids({ isUrgent: false })).toEqual([1, 2]);
    expect(await ids({ isUrgent: null })).toEqual([3, 4]);
    expect(await ids({ isUrgent: { in: [null, true] } })).toEqual([0, 3, 4]);
    expect(await ids({ state: { in: [] } })).toEqual([]);
    expect(await ids({ id: 't003' })).toEqual([3]);
    expect(await ids({ id: { in: ['t001', 't002', 't005'] } })).toEqual([1, 2]);
  });

  test('a nested field is found by its dotted name', async () => {
    await addTasks(3, (index) => ({ place: { shelf: index === 1 ? 'top' : 'low' } }));
    const found = await store.tasks.find({ where: { 'place.shelf': 'top' }, order: byPoints, limit: 5 });
    expect(found.map((task) => task.id)).toEqual(['t001']);
  });

  test('documents are found by their ids without an index', async () => {
    await addTasks(3);
    expect(await store.tasks.find({ where: { id: { in: ['t002', 't000', 'x'] } }, limit: 5 })).toHaveLength(
      2,
    );
  });

  test.each(['ascending', 'descending'] as const)(
    'pages in %s order show each document once',
    async (direction) => {
      await addTasks(25, (index) => ({ points: Math.floor(index / 4) }));
      const seen: Task[] = [];
      for (let page: Task[] = [], turn = 0; turn === 0 || page.length > 0; turn += 1) {
        const last = page.at(-1);
        page = await store.tasks.find({
          where: { workspaceId: 'w' },
          order: { by: 'points', direction },
          ...(last && { after: { value: last.points, id: last.id } }),
          limit: 7,
        });
        seen.push(...page);
      }
      const ids = seen.map((task) => task.id);
      expect(ids).toEqual([...new Set(ids)]);
      expect(ids).toEqual(direction === 'ascending' ? ids.toSorted() : ids.toSorted().toReversed());
      expect(ids).toHaveLength(25);
    },
  );

  test('pages without an order go by id', async () => {
    await addTasks(5);
    const where = { workspaceId: 'w', state: 'open' };
    const first = await store.tasks.find({ where, limit: 3 });
    const next = await store.tasks.find({ where, after: { value: 't002', id: 't002' }, limit: 3 });
    expect([...first, ...next].map((task) => task.id)).toEqual(['t000', 't001', 't002', 't003', 't004']);
  });

  test('counts, also by value', async () => {
    await addTasks(7, (index) => ({
      state: index < 2 ? 'done' : 'open',
      ...(index < 3 && { isUrgent: index > 0 }),
    }));
    expect(await store.tasks.count({ workspaceId: 'w', state: 'open' })).toBe(5);
    expect(await store.tasks.count({ workspaceId: 'w', points: { lt: 3 } })).toBe(3);
    expect(await store.tasks.count({ workspaceId: 'nobody' })).toBe(0);
    expect(await store.tasks.countBy('state', { workspaceId: 'w' })).toEqual({ done: 2, open: 5 });
    expect(await store.tasks.countBy('isUrgent', { workspaceId: 'w', state: 'open' })).toEqual({
      null: 4,
      true: 1,
    });
    expect(await store.tasks.countBy('state', { workspaceId: 'nobody' })).toEqual({});
  });

  test.each<[string, FindQuery]>([
    ['no workspace', { where: {}, limit: 1 }],
    ['a field without index', { where: { workspaceId: 'w', content: 'x' }, limit: 1 }],
    ['a mistyped field', { where: { workspaceID: 'w' }, limit: 1 }],
    [
      'an order without index',
      { where: { workspaceId: 'w' }, order: { by: 'title', direction: 'ascending' }, limit: 1 },
    ],
    ['a range in place of a value', { where: { workspaceId: { gt: '' }, state: 'open' }, limit: 1 }],
    [
      'a field named __proto__',
      { where: JSON.parse('{"workspaceId":"w","state":"open","__proto__":"x"}'), limit: 1 },
    ],
    ['no limit', { where: { workspaceId: 'w', state: 'open' }, limit: Number.NaN }],
    ['a limit beyond bounds', { where: { workspaceId: 'w', state: 'open' }, limit: 5000 }],
  ])('a query with %s is refused', async (_, query) => {
    await expect(store.tasks.find(query)).rejects.toThrow(QueryError);
  });

  test.each([
    undefined,
    {},
    [],
    { $ne: null },
    { $gt: '' },
    { in: 'abc' },
    { in: [{ $gt: '' }] },
    { in: ['a'], gt: 'a' },
    { gt: { $gt: '' } },
    { gt: null },
    { like: 'x' },
    Number.NaN,
    () => true,
  ])('a condition that came from outside as %j is refused', async (condition) => {
    const where = { workspaceId: 'w', state: condition } as unknown as Where;
    await expect(store.tasks.find({ where, limit: 1 })).rejects.toThrow(QueryError);
    await expect(store.tasks.count(where)).rejects.toThrow(QueryError);
  });

  test.each([
    ['no workspace', { workspaceId: '' }],
    ['no id', { id: '' }],
    ['no value to order by', { points: undefined }],
    ['an object in an indexed field', { state: { $gt: '' } }],
    ['more than 15 MiB', { title: 'x'.repeat(16 * 1024 * 1024) }],
  ])('a document with %s is not written', async (_, change) => {
    const doc = { ...aTask('a'), ...change } as unknown as Task;
    await expect(store.tasks.insert(doc)).rejects.toThrow(DocumentError);
    expect(await store.tasks.get('a')).toBeUndefined();
  });

  test('a document that is not as its schema says is named, not passed on', async () => {
    const odd = { id: 'odd', revision: 1, workspaceId: 'w', state: 'open', points: 1 };
    expect(await store.transfers.get('tasks')?.restore([odd])).toEqual([]);
    await expect(store.tasks.get('odd')).rejects.toThrow(/tasks "odd" .* title/);
    await expect(store.tasks.find({ where: { workspaceId: 'w', state: 'open' }, limit: 1 })).rejects.toThrow(
      DocumentError,
    );
  });

  test('several processes lose no update, and each revision and each key has one winner', async () => {
    await store.tasks.insert({ ...aTask('counter'), points: 0 });
    await store.tasks.insert(aTask('ladder'));
    const [processes, times] = [4, 250];
    const results = await race(place, processes, times);

    expect(await store.tasks.get('counter')).toMatchObject({
      points: processes * times,
      revision: processes * times + 1,
    });
    const tickets = results.flatMap((result) => result.tickets);
    expect(tickets.toSorted((a, b) => a - b)).toEqual(Array.from({ length: times }, (_, index) => index));

    const revisions = results.flatMap((result) => result.revisions);
    expect(revisions.toSorted((a, b) => a - b)).toEqual(revisions.map((_, index) => index + 1));
    expect((await store.tasks.get('ladder'))?.revision).toBe(revisions.length + 1);
    // Else nothing was raced for and the lines above prove nothing.
    expect(results.reduce((sum, result) => sum + result.lost, 0)).toBeGreaterThan(0);
  }, 60_000);

  test('several programs may start on a store at once', async () => {
    const opened = await Promise.all(Array.from({ length: 4 }, () => openStoreOf(sampleCollections, place)));
    for (const one of opened) expect(await one.isHealthy()).toBe(true);
    await Promise.all(opened.map((one) => one.close()));
    expect(await opened[0]?.isHealthy()).toBe(false);
  });

  test('an operator in place of an id matches nothing', async () => {
    await store.tasks.insert(aTask('a'));
    const any = { $ne: null } as unknown as string;
    expect(await store.tasks.get(any).catch(() => undefined)).toBeUndefined();
    expect(await store.tasks.remove(any, 1).catch(() => 'conflict')).toBe('conflict');
    expect(await store.tasks.remove('a', any as unknown as number).catch(() => 'conflict')).toBe('conflict');
    expect(
      await store.tasks.replace({ ...aTask('a'), id: any, revision: 1 }, 1).catch(() => 'conflict'),
    ).toBe('conflict');
    expect(await store.tasks.get('a')).toEqual({ ...aTask('a'), revision: 1 });
  });

  test('two collections do not see each other', async () => {
    await store.tasks.insert(aTask('a'));
    expect(await store.tickets.get('a')).toBeUndefined();
  });
});

const byPoints = { by: 'points', direction: 'ascending' } as const;

function aTask(id: string): Omit<Task, 'revision'> {
  return { id, workspaceId: 'w', title: `Task ${id}`, state: 'open', points: 1 };
}
