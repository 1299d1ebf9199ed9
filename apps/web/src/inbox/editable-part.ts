import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';

/** The values of an action that may be edited: those its schema names, where it says that there are no others. */
export function onlyEditable(schema: JsonObject | undefined, whole: Json): Json {
  const names = namesOf(schema);
  if (names === undefined || !isObject(whole)) return whole;
  return Object.fromEntries(Object.entries(whole).filter(([name]) => names.has(name)));
}

/** The action with its values as edited; all else, and the order, stays. */
export function withEdited(schema: JsonObject | undefined, whole: Json, edited: Json): Json {
  const names = namesOf(schema);
  if (names === undefined || !isObject(whole) || !isObject(edited)) return edited;
  const kept = Object.entries(whole).flatMap(([name, value]): [string, Json][] => {
    if (!names.has(name)) return [[name, value]];
    const now = edited[name];
    return now === undefined ? [] : [[name, now]];
  });
  return { ...Object.fromEntries(kept), ...edited };
}

function namesOf(schema: JsonObject | undefined): ReadonlySet<string> | undefined {
  if (schema?.additionalProperties !== false || !isObject(schema.properties)) return undefined;
  return new Set(Object.keys(schema.properties));
}
