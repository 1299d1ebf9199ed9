import type { Json, JsonObject } from '@dayshift/model';

/** Path → what is wrong there, in words for the person who typed it. */
export type FieldErrors = Record<string, string>;

/**
 * Checks a value against the parts of JSON Schema that an edit form can show. The API checks all of it again; this is
 * so that the person learns while typing.
 */
export function checkValue(schema: JsonObject, value: Json | undefined, path = ''): FieldErrors {
  if (value === undefined) return {};
  const errors: FieldErrors = {};
  const say = (message: string) => {
    errors[path] ??= message;
  };
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) say('Choose one of the offered values.');
  switch (schema.type) {
    case 'string':
      if (typeof value !== 'string') say('This must be text.');
      else checkText(schema, value, say);
      break;
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) say('This must be a number.');
      else checkNumber(schema, value, say);
      break;
    case 'boolean':
      if (typeof value !== 'boolean') say('This must be yes or no.');
      break;
    case 'array':
      if (!Array.isArray(value)) say('This must be a list.');
      else if (isSchema(schema.items)) {
        const items = schema.items;
        value.forEach((item, index) => {
          Object.assign(errors, checkValue(items, item, join(path, String(index))));
        });
      }
      break;
    case 'object':
      if (!isSchema(value)) say('This must be an object.');
      else Object.assign(errors, checkObject(schema, value, path));
      break;
    default:
      break;
  }
  return errors;
}

function checkText(schema: JsonObject, value: string, say: (message: string) => void): void {
  const { minLength, maxLength, pattern } = schema;
  if (typeof minLength === 'number' && value.length < minLength) {
    say(value === '' ? 'This must not be empty.' : `At least ${minLength} characters.`);
  }
  if (typeof maxLength === 'number' && value.length > maxLength) {
    say(
      `At most ${maxLength.toLocaleString('en-GB')} characters; this has ${value.length.toLocaleString('en-GB')}.`,
    );
  }
  // Patterns are left to the API: one from a playbook's author could be too slow to run on every key press.
  if (typeof pattern === 'string') return;
  if (schema.format === 'uri' && !URL.canParse(value))
    say('This must be a whole address, such as https://….');
}

function checkNumber(schema: JsonObject, value: number, say: (message: string) => void): void {
  const { minimum, maximum, exclusiveMinimum } = schema;
  if (schema.type === 'integer' && !Number.isInteger(value)) say('This must be a whole number.');
  if (typeof minimum === 'number' && value < minimum) say(`At least ${minimum}.`);
  if (typeof exclusiveMinimum === 'number' && value <= exclusiveMinimum)
    say(`More than ${exclusiveMinimum}.`);
  if (typeof maximum === 'number' && value > maximum) say(`At most ${maximum}.`);
}

function checkObject(schema: JsonObject, value: JsonObject, path: string): FieldErrors {
  const errors: FieldErrors = {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  for (const name of required) {
    if (typeof name === 'string' && value[name] === undefined) errors[join(path, name)] = 'This is needed.';
  }
  const properties = isSchema(schema.properties) ? schema.properties : {};
  for (const [name, item] of Object.entries(value)) {
    const part = properties[name] ?? schema.additionalProperties;
    if (isSchema(part)) Object.assign(errors, checkValue(part, item, join(path, name)));
  }
  return errors;
}

export const isSchema = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const join = (path: string, name: string) => (path === '' ? name : `${path}.${name}`);
