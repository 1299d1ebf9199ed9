import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchMongod } from '@dayshift/local-services';
import { createConnection } from 'mongoose';
import type { StorePlace } from '../open-store.ts';

/** A new empty store for one test file, or the reason why there is none. */
export type TestPlace = { name: string } & (
  | { place: StorePlace; stop: () => Promise<void>; unavailable?: undefined }
  | { unavailable: string }
);

/** Where stores are tried: a new file, and whatever server speaks MongoDB's protocol here. */
export async function testPlaces(): Promise<[sqlite: TestPlace, mongo: TestPlace]> {
  return [sqlitePlace(), await mongoPlace()];
}

function sqlitePlace(): TestPlace {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-store-'));
  return {
    name: 'SQLite',
    place: { sqliteFile: path.join(folder, 'store.db') },
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function mongoPlace(): Promise<TestPlace> {
  const server = await launchMongod({ environment: process.env, say: () => undefined });
  if ('unavailable' in server) {
    console.log(`Skipped: the store over MongoDB's protocol (${server.unavailable}).`);
    return { name: "a server with MongoDB's protocol", unavailable: server.unavailable };
  }
  const mongodbUri = withDatabase(server.uri, `dayshift-test-${randomUUID()}`);
  return {
    name: server.label,
    place: { mongodbUri },
    stop: async () => {
      const connection = await createConnection(mongodbUri).asPromise();
      await connection.dropDatabase();
      await connection.close();
      await server.stop();
    },
  };
}

/** A database of our own on the server, which may be one that others use. */
function withDatabase(uri: string, database: string): string {
  return uri.replace(/^([a-z+]+:\/\/[^/?]+)(\/[^?]*)?/, `$1/${database}`);
}
