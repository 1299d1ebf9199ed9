import { asSchema, isObject, valueAt } from '@dayshift/json-schema';
import type { Graph, Json, JsonObject, JsonSchema } from '@dayshift/model';
import { keyFromTitle, uniqueKey } from '../edits/unique-key.ts';
import { changeAt } from './change-at.ts';
import { metaOf, schemaAt } from './form-fields.ts';

/**
 * Names that follow from what people read: the field “Order number” of a form is `order_number` in expressions. A name follows
 * until somebody writes it by hand, or something reads it.
 */
export function withDerivedNames(
  form: JsonSchema,
  before: JsonObject,
  after: JsonObject,
  path: string,
  isRead: (name: string) => boolean,
): JsonObject {
  const parts = path.split('.');
  const changed = parts.pop();
  const ownerPath = parts.join('.');
  const owner = valueAt(after, ownerPath);
  const properties = asSchema(schemaAt(form, ownerPath)?.properties) ?? {};
  let named = after;
  for (const [name, part] of Object.entries(properties)) {
    const schema = asSchema(part);
    if (!schema || metaOf(schema, name).derivedFrom !== changed || !isObject(owner)) continue;
    const taken = namesBeside(after, parts, name);
    const current = textOf(owner[name]);
    const derivedBefore = derived(textOf(valueAt(before, path)), taken);
    if (current !== '' && (current !== derivedBefore || isRead(current))) continue;
    named = changeAt(named, `${ownerPath}.${name}`, derived(textOf(owner[changed ?? '']), taken));
  }
  return named;
}

/** Whether an expression of the playbook reads a field of this name; one of the same name elsewhere counts as well. */
export function isNameRead(graph: Graph, name: string): boolean {
  const read = new RegExp(`\\.\\??${name}\\b`);
  return graph.nodes.some((node) => read.test(JSON.stringify(node.config)));
}

const derived = (label: string, taken: ReadonlySet<string>) =>
  label.trim() === '' ? '' : uniqueKey(keyFromTitle(label, 'field'), taken);

/** The names of the other items in the same list. */
function namesBeside(config: JsonObject, ownerPath: readonly string[], name: string): Set<string> {
  const list = valueAt(config, ownerPath.slice(0, -1).join('.'));
  const own = Number(ownerPath.at(-1));
  if (!Array.isArray(list)) return new Set();
  return new Set(list.flatMap((item, at) => (at !== own && isObject(item) ? [textOf(item[name])] : [])));
}

const textOf = (value: Json | undefined) => (typeof value === 'string' ? value : '');
