import type { Json } from '@dayshift/model';
import { isObject } from './is-object.ts';

/** Paths are as problems name them: `cases.0.when`. The whole value is ''. */
export function joinPath(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

/** The value at a path such as `cases.0.when`; undefined where nothing is. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  let at = value;
  if (path === '') return at;
  for (const part of path.split('.')) {
    if (Array.isArray(at)) at = at[Number(part)];
    else if (isObject(at) && Object.hasOwn(at, part)) at = at[part];
    else return undefined;
  }
  return at;
}
