import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';

const longest = 300;

/** A few texts of an input, shortened: what it takes to recognise it. */
export function pick(input: Json, names: readonly string[]): JsonObject {
  if (!isObject(input)) return {};
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => {
      const value = input[name];
      return typeof value === 'string' && value !== '' ? [[name, value.slice(0, longest)]] : [];
    }),
  );
}
