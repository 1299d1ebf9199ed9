import { launchMongod } from '@dayshift/local-services';
import { describe, it } from 'vitest';
import { itSurvivesKills } from './support/it-survives-kills.ts';

const mongod = await launchMongod({ environment: process.env, say: console.log });

// Only where no MongoDB can be had; it says why, and counts as skipped.
if ('unavailable' in mongod) it.skip(`kill -9 on MongoDB (${mongod.unavailable})`);
else
  describe(`kill -9 in the middle of 20 runs, on ${mongod.label}`, () =>
    itSurvivesKills(() => databaseOf(mongod.uri)));

let databases = 0;

/** A database of its own per test. */
function databaseOf(uri: string): string {
  databases += 1;
  const url = new URL(uri);
  url.pathname = `/kill_${process.pid}_${databases}`;
  return url.toString();
}
