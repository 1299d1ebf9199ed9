import { randomUUID } from 'node:crypto';
import { type Connection, Mongoose } from 'mongoose';
import { z } from 'zod';
import { type CollectionDeclaration, declareCollection } from '../declaration.ts';
import { StoreOpenError } from '../errors.ts';
import type { Document } from '../port.ts';
import type { Driver } from '../store.ts';
import { storeFormat } from '../store-format.ts';
import { checkCompareAndSet } from './check-compare-and-set.ts';
import { mongoCollection } from './mongo-collection.ts';
import { mongoTransfer } from './mongo-transfer.ts';
import { mongooseModel } from './mongoose-model.ts';
import { nameServer } from './name-server.ts';
import { prepareCollection } from './prepare-collections.ts';

/** Kept beside the collections: the format of the store, and for a moment the documents of the boot check. */
const meta = declareCollection({
  name: 'meta',
  schema: z.object({
    id: z.string(),
    revision: z.number(),
    workspaceId: z.string(),
    format: z.number().optional(),
  }),
  indexes: [],
});

/** Opens the store in MongoDB, after the server has shown that it keeps its promises. */
export async function openMongo(
  uri: string,
  declarations: readonly CollectionDeclaration[],
): Promise<Driver> {
  const connection = await connect(uri);
  try {
    const label = await nameServer(connection);
    const metaModel = mongooseModel(connection, meta);
    await checkFormat(metaModel, label);
    await checkCompareAndSet(metaModel, `boot-check-${randomUUID()}`, label);
    const models = new Map(
      declarations.map((declaration) => [declaration.name, mongooseModel(connection, declaration)]),
    );
    for (const declaration of declarations)
      await prepareCollection(declaration, modelOf(models, declaration));
    return {
      kind: 'mongodb',
      label,
      transfers: new Map(
        declarations.map((declaration) => [
          declaration.name,
          mongoTransfer(declaration, modelOf(models, declaration)),
        ]),
      ),
      collection: <T extends Document>(declaration: CollectionDeclaration<T>) =>
        mongoCollection(declaration, modelOf(models, declaration)),
      isHealthy: () => answersPing(connection),
      close: () => connection.close(),
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function connect(uri: string): Promise<Connection> {
  // An instance of our own: settings of a program that also uses Mongoose change nothing here.
  const mongoose = new Mongoose();
  mongoose.set({ strictQuery: 'throw', sanitizeFilter: true, autoIndex: false, autoCreate: false });
  try {
    return await mongoose
      .createConnection(uri, {
        ...(!uri.includes('serverSelectionTimeoutMS=') && { serverSelectionTimeoutMS: 5000 }),
        writeConcern: { w: 'majority', journal: true, wtimeoutMS: 10_000 },
        readPreference: 'primary',
        maxPoolSize: 50,
        // A lost server is an error after the seconds above, not a queue in memory.
        bufferCommands: false,
        appName: 'dayshift',
        ...(!namesDatabase(uri) && { dbName: 'dayshift' }),
      })
      .asPromise();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreOpenError(
      `MongoDB cannot be reached at ${withoutPassword(uri)} (${reason}): check MONGODB_URI and that the server runs, or unset it for the built-in store.`,
      { cause: error },
    );
  }
}

async function checkFormat(model: ReturnType<typeof mongooseModel>, label: string): Promise<void> {
  const stored = await model.findOne({ _id: 'format' }).lean<{ format?: number }>();
  if (!stored) {
    await mongoCollection(meta, model).insert({
      id: 'format',
      workspaceId: 'installation',
      format: storeFormat,
    });
    return;
  }
  if (typeof stored.format !== 'number' || stored.format > storeFormat)
    throw new StoreOpenError(
      `The store in ${label} was written by a newer Dayshift (format ${stored.format}, this one knows ${storeFormat}) and was left as it is: update Dayshift, or choose another database.`,
    );
}

async function answersPing(connection: Connection): Promise<boolean> {
  try {
    const answer = await connection.db?.admin().command({ ping: 1 }, { timeoutMS: 2000 });
    return answer?.ok === 1;
  } catch {
    return false;
  }
}

function modelOf<M>(models: ReadonlyMap<string, M>, declaration: CollectionDeclaration): M {
  const model = models.get(declaration.name);
  if (!model) throw new Error(`${declaration.name} is not among the collections this store was opened with.`);
  return model;
}

function namesDatabase(uri: string): boolean {
  return /^[a-z+]+:\/\/[^/?]+\/[^?]/.test(uri);
}

function withoutPassword(uri: string): string {
  return uri.replace(/\/\/[^@/]*@/, '//…@');
}
