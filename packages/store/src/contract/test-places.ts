import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launchMongod, type RunningMongod } from '@dayshift/local-services';
import { createConnection } from 'mongoose';
import type { StorePlace } from '../open-store.ts';

/** A new empty store for one test file. */
export interface TestPlace {
  name: string;
  place: StorePlace;
  stop: () => Promise<void>;
}

/** A new file in a folder of its own. */
export function sqlitePlace(): TestPlace {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-store-'));
  return {
    name: 'SQLite',
    place: { sqliteFile: path.join(folder, 'store.db') },
    stop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A new database on whatever server speaks MongoDB's protocol here, or the reason why there is none. */
export async function mongoPlace(): Promise<TestPlace | { name: string; unavailable: string }> {
  const server = await testServer();
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

/** The one that the whole test run shares, or one of our own when this file is run alone. */
async function testServer(): Promise<RunningMongod | { unavailable: string }> {
  const { DAYSHIFT_TEST_MONGODB_URI: uri, DAYSHIFT_TEST_MONGODB_LABEL: label } = process.env;
  if (uri) return { uri, label: label ?? 'the server of the test run', stop: async () => undefined };
  return launchMongod({ environment: process.env, say: () => undefined });
}

/** A database of our own on the server, which may be one that others use. */
function withDatabase(uri: string, database: string): string {
  return uri.replace(/^([a-z+]+:\/\/[^/?]+)(\/[^?]*)?/, `$1/${database}`);
}
