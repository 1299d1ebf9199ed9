import { checkValue } from '@dayshift/json-schema';
import type { Json, JsonSchema } from '@dayshift/model';

/** Path → what is wrong there, in words for the person who typed it. */
export type FieldErrors = Record<string, string>;

/** The faults of a value by their place in the form. The API checks all of it again; this tells while typing. */
export function fieldErrors(schema: JsonSchema, value: Json): FieldErrors {
  return Object.fromEntries(checkValue(schema, value).map(({ path, message }) => [path, message]));
}
