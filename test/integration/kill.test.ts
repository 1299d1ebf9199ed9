import { launchMongod } from '@dayshift/local-services';
import { describe, expect, it } from 'vitest';
import { killInTheMiddle } from '../faults/kill-scenario.ts';

const mongod = await launchMongod({ environment: process.env, say: console.log });
const stores = [
  { name: 'SQLite', uri: undefined },
  ...('uri' in mongod ? [{ name: mongod.label, uri: mongod.uri }] : []),
];
if ('unavailable' in mongod) console.log(`Skipped: kill -9 on MongoDB (${mongod.unavailable}).`);

describe.each(stores)('kill -9 in the middle of 20 runs, on $name', ({ uri }) => {
  it.each([
    { what: 'the fleet', kill: ['fleet'] as const },
    { what: 'the API', kill: ['api'] as const },
    { what: 'everything, Temporal included', kill: ['fleet', 'api', 'temporal'] as const },
  ])(
    'of $what: every run goes on by itself and each effect happens once',
    async ({ kill }) => {
      const mongodbUri = uri === undefined ? {} : { mongodbUri: databaseOf(uri) };
      const { applied, expected } = await killInTheMiddle({ kill, ...mongodbUri });
      expect(applied).toEqual(expected);
    },
    150_000,
  );
});

let databases = 0;

/** A database of its own per test. */
function databaseOf(uri: string): string {
  databases += 1;
  const url = new URL(uri);
  url.pathname = `/kill_${process.pid}_${databases}`;
  return url.toString();
}
