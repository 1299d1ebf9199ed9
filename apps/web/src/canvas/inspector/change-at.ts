import type { Json, JsonObject } from '@dayshift/model';

/** A copy with another value at a path; `undefined` takes an optional part away. Everything beside the path is shared. */
export function changeAt(config: JsonObject, path: string, value: Json | undefined): JsonObject {
  // A config is an object and the change of an object is an object.
  return change(config, path.split('.'), value) as JsonObject;
}

function change(at: Json | undefined, path: string[], value: Json | undefined): Json {
  const [part, ...rest] = path;
  if (part === undefined) return value ?? null;
  if (Array.isArray(at)) {
    const index = Number(part);
    if (rest.length === 0 && value === undefined) return at.filter((_item, place) => place !== index);
    return Object.assign([...at], { [index]: change(at[index], rest, value) });
  }
  const object = typeof at === 'object' && at !== null ? at : {};
  if (rest.length === 0 && value === undefined) {
    const { [part]: _gone, ...others } = object;
    return others;
  }
  return { ...object, [part]: change(object[part], rest, value) };
}
