import { createConnection, type Model } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleCollections } from '../contract/sample-collections.ts';
import { mongoPlace } from '../contract/test-places.ts';
import { indexName } from '../declaration.ts';
import { StoreOpenError } from '../errors.ts';
import { openStoreOf } from '../open-store.ts';
import { checkCompareAndSet } from './check-compare-and-set.ts';
import { mongooseModel, type StoredDocument } from './mongoose-model.ts';

const server = await mongoPlace();

test('a server that is not there is told in one sentence, without the password', async () => {
  const mongodbUri = 'mongodb://hiro:secret@127.0.0.1:9/x?serverSelectionTimeoutMS=200';
  const error = await openStoreOf(sampleCollections, { mongodbUri }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreOpenError);
  expect((error as Error).message).toMatch(/^MongoDB cannot be reached at mongodb:\/\/…@127\.0\.0\.1:9/);
  expect((error as Error).message).not.toContain('secret');
});

describe(`the driver on ${server.name}`, () => {
  if ('unavailable' in server) {
    // Nothing to try it on; the reason was printed.
    test.skip(server.unavailable);
    return;
  }
  const connection = createConnection(server.place.mongodbUri ?? '');
  const model = mongooseModel(connection, sampleCollections.tasks);
  const open = () => openStoreOf(sampleCollections, server.place);

  beforeAll(() => connection.asPromise());
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });

  test('only MongoDB is called MongoDB', async () => {
    const store = await open();
    await store.close();
    const answered = await connection.db?.admin().command({ buildInfo: 1 });
    if (answered?.buildEnvironment && answered.gitVersion) expect(store.label).toMatch(/^MongoDB \d/);
    else expect(store.label).toMatch(/^(a stand-in that speaks MongoDB's protocol|FerretDB) \(/);
  });

  test('the declared indexes are there, and making them again changes nothing', async () => {
    await (await open()).close();
    await (await open()).close();
    const { tasks, tickets } = sampleCollections;
    for (const declaration of [tasks, tickets]) {
      const present = await connection.collection(declaration.name).indexes();
      const declared = declaration.indexes.map((index) => indexName(declaration, index));
      expect(present.map((index) => index.name).toSorted()).toEqual(['_id_', ...declared].toSorted());
    }
  });

  test('a store of a newer program is refused', async () => {
    await (await open()).close();
    const meta = connection.collection<{ _id: string }>('meta');
    await meta.updateOne({ _id: 'format' }, { $set: { format: 2 } });
    await expect(open()).rejects.toThrow(/newer Dayshift \(format 2, this one knows 1\)/);
    await meta.updateOne({ _id: 'format' }, { $set: { format: 1 } });
  });

  test('a server where several writers win one revision is refused, and the trial leaves nothing behind', async () => {
    await (await open()).close();
    await expect(checkCompareAndSet(forgetfulOf(model), 'trial', 'This server')).rejects.toThrow(
      /^This server let 20 of 20 concurrent writers change one revision/,
    );
    await expect(checkCompareAndSet(model, 'trial', 'This server')).resolves.toBeUndefined();
    expect(await model.countDocuments({})).toBe(0);
  });

  test('Mongoose refuses fields and filters that the schema does not have', async () => {
    await expect(model.findOne({ workspaceID: 'w' })).rejects.toThrow(/strictQuery/);
    await expect(model.replaceOne({ _id: 'a' }, { nonsense: 1 })).rejects.toThrow(/nonsense/);
    expect(() => new model({ _id: 'a', nonsense: 1 })).toThrow(/nonsense/);
  });
});

/** The model of a server that forgets to look at the revision, as FerretDB 1 does under load. */
function forgetfulOf(model: Model<StoredDocument>): Model<StoredDocument> {
  const replaceOne = ({ _id }: { _id: string }, doc: StoredDocument) => model.replaceOne({ _id }, doc);
  return new Proxy(model, {
    get: (target, name) => (name === 'replaceOne' ? replaceOne : Reflect.get(target, name)),
  });
}
