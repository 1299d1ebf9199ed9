import { existsSync, readFileSync } from 'node:fs';
import type { z } from 'zod';
import { oneAtATime } from './one-at-a-time.ts';
import { writeAtomically } from './write-atomically.ts';

export type StateFile<T> = {
  state: T;
  /** Resolves once the state as it is now is on disk; writes asked for meanwhile share one. */
  save: () => Promise<void>;
};

/** A small document kept in memory and in one JSON file. A damaged file is left as it is and named. */
export function openStateFile<T>(file: string, schema: z.ZodType<T>, first: T): StateFile<T> {
  const state = existsSync(file) ? read(file, schema) : first;
  const queue = oneAtATime();
  let waiting: Promise<void> | undefined;
  return {
    state,
    save() {
      waiting ??= queue(() => {
        waiting = undefined;
        return writeAtomically(file, JSON.stringify(state));
      });
      return waiting;
    },
  };
}

function read<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new Error(`The practice office cannot read ${file}. Delete that file to begin anew.`, { cause });
  }
}
