import { type OutputUnit, type Schema, Validator } from '@cfworker/json-schema';
import type { Json, JsonSchema } from '@dayshift/model';
import * as words from './fault-words.ts';
import { isObject } from './is-object.ts';
import { joinPath } from './path.ts';

/** What is wrong with a value, and where: '' is the whole of it. */
export interface Fault {
  path: string;
  message: string;
}

/**
 * Checks a value against a JSON Schema (2020-12). The same check in the browser and in the API: the schema is walked, not
 * compiled to a function, because the browser's content security policy lets no text become code.
 */
export function checkValue(schema: JsonSchema, value: Json): Fault[] {
  const faults = new Map<string, Fault>();
  for (const error of telling(validatorOf(schema).validate(value).errors)) {
    for (const fault of faultsOf(error, schema, value))
      if (!faults.has(fault.path)) faults.set(fault.path, fault);
  }
  return [...faults.values()];
}

const validators = new WeakMap<JsonSchema, Validator>();

function validatorOf(schema: JsonSchema): Validator {
  const known = validators.get(schema);
  if (known) return known;
  // A JSON Schema is what the library calls a schema; its own type lists the words it knows.
  const made = new Validator(schema as Schema, '2020-12', false);
  validators.set(schema, made);
  return made;
}

/** These only say that something inside them is wrong, which is told on its own. */
const around = new Set([
  'properties',
  'items',
  'prefixItems',
  'additionalProperties',
  'patternProperties',
  'allOf',
  '$ref',
]);

/** The errors that say something, without the branches of a union: which of them was meant nobody knows. */
function telling(errors: OutputUnit[]): OutputUnit[] {
  const unions = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  return errors.filter(
    ({ keyword, keywordLocation }) =>
      !around.has(keyword) &&
      !unions.some((union) => keywordLocation.startsWith(`${union.keywordLocation}/`)),
  );
}

function faultsOf(error: OutputUnit, schema: JsonSchema, value: Json): Fault[] {
  const names = partsOf(error.instanceLocation);
  const path = names.join('.');
  const limit = at(schema, partsOf(error.keywordLocation));
  const found = at(value, names);
  if (error.keyword === 'required' && Array.isArray(limit) && isObject(found))
    return limit
      .map(String)
      .filter((name) => !Object.hasOwn(found, name))
      .map((name) => ({ path: joinPath(path, name), message: words.needed }));
  return [{ path, message: sentenceOf(error.keyword, limit, found, names.at(-1) ?? '') }];
}

function sentenceOf(keyword: string, limit: Json | undefined, found: Json | undefined, name: string): string {
  const number = typeof limit === 'number' ? limit : 0;
  const length = typeof found === 'string' || Array.isArray(found) ? found.length : 0;
  switch (keyword) {
    case 'type':
      return words.wrongType(limit);
    case 'enum':
    case 'const':
      return words.notOffered;
    case 'minLength':
      return words.tooShort(number, length);
    case 'maxLength':
      return words.tooLong(number, length);
    case 'minimum':
    case 'exclusiveMinimum':
      return words.tooSmall(number, keyword === 'exclusiveMinimum');
    case 'maximum':
    case 'exclusiveMaximum':
      return words.tooLarge(number, keyword === 'exclusiveMaximum');
    case 'minItems':
      return words.tooFew(number);
    case 'maxItems':
      return words.tooMany(number, length);
    case 'format':
      return words.wrongFormat(limit);
    case 'false':
      return words.unknownField(name);
    case 'anyOf':
    case 'oneOf':
      return words.otherShape;
    default:
      return words.otherForm;
  }
}

/** The names of a JSON pointer in a fragment: `#/a~1b/0`. */
function partsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function at(value: Json | undefined, names: string[]): Json | undefined {
  let current = value;
  for (const name of names) {
    if (Array.isArray(current)) current = current[Number(name)];
    else if (isObject(current) && Object.hasOwn(current, name)) current = current[name];
    else return undefined;
  }
  return current;
}
