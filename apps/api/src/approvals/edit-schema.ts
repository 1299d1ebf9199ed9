import { isObject } from '@dayshift/json-schema';
import { type Approval, canonicalJson, type Json, type JsonObject, type JsonSchema } from '@dayshift/model';
import { findOperation, type Operation } from '@dayshift/operations';
import { z } from 'zod';
import { unprocessable } from '../server/request-error.ts';
import { keptShape } from './kept-shape.ts';

/** What an approver may change, as a JSON Schema: the values of the action, or the fields of a plain review. */
export function editSchemaOf(approval: Pick<Approval, 'action' | 'fields'>): JsonSchema | undefined {
  if (approval.action) {
    const { operation: name, input } = approval.action;
    const operation = findOperation(name);
    const schema = operation && schemaOfValues(operation, input, operation.editable);
    return schema && withKeptShapes(schema, input);
  }
  return isObject(approval.fields) ? schemaOfFields(approval.fields) : undefined;
}

/** Where a contract leaves the shape open, what was asked about says it: names and types are no values. */
function withKeptShapes(schema: JsonSchema, input: Json): JsonSchema {
  if (!isObject(schema.properties) || !isObject(input)) return schema;
  const properties = Object.entries(schema.properties).map(([name, part]) => {
    const value = input[name];
    const isOpen = isObject(part) && part.type === undefined && part.enum === undefined;
    if (!isOpen || value === undefined) return [name, part];
    return [name, { ...keptShape(value), ...(part.title !== undefined && { title: part.title }) }];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** The values of a request that may be edited, as a JSON Schema; undefined when there is none among them. */
export function schemaOfValues(
  operation: Operation,
  input: Json,
  editable: readonly string[] | undefined,
): JsonSchema | undefined {
  // `unrepresentable: any`: a part JSON Schema cannot say is checked by the server alone.
  const whole = z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return editable ? onlyEditable(whole, editable, input) : whole;
}

/** Refuses an edit of what is not a value: where a request goes and how is decided by the playbook alone. */
export function refuseFixedParts(
  { operation: name, input }: NonNullable<Approval['action']>,
  edited: Json,
): void {
  const editable = findOperation(name)?.editable;
  const part = changedFixedPart(input, edited, editable);
  if (part === undefined) return;
  throw unprocessable(
    'FIXED_FIELD',
    `“${part.slice(0, 80)}” is set by the playbook and cannot be edited here.`,
    {
      path: `input.${part}`,
      hint: `What may be edited: ${editable?.join(', ')}. For anything else, reject it and change the playbook.`,
    },
  );
}

/** The first part that was changed though it is none of the values; undefined: only values were. */
export function changedFixedPart(
  before: Json,
  after: Json,
  editable: readonly string[] | undefined,
): string | undefined {
  if (!editable || !isObject(before) || !isObject(after)) return undefined;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].find(
    (part) => !editable.includes(part) && !isSame(before[part], after[part]),
  );
}

/** A part that is not there cannot be filled in either: a request without a body stays one. */
function onlyEditable(whole: JsonSchema, editable: readonly string[], input: Json): JsonSchema | undefined {
  const all = isObject(whole.properties) ? whole.properties : {};
  const properties: JsonObject = {};
  for (const name of editable) {
    const isThere = isObject(input) && input[name] !== undefined;
    const part = all[name];
    if (part !== undefined && (isThere || isText(part))) properties[name] = part;
  }
  if (Object.keys(properties).length === 0) return undefined;
  const required = Array.isArray(whole.required) ? whole.required : [];
  return {
    ...whole,
    properties,
    required: required.filter((name) => typeof name === 'string' && Object.hasOwn(properties, name)),
    additionalProperties: false,
  };
}

const isText = (schema: Json) => isObject(schema) && schema.type === 'string';

/** Leaving out an empty part is no edit. */
function isSame(before: Json | undefined, after: Json | undefined): boolean {
  return canonicalJson(before ?? {}) === canonicalJson(after ?? {});
}

/** Edited fields keep their names and their types. */
function schemaOfFields(fields: { [name: string]: Json }): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeSchema(value)]),
  );
  return { type: 'object', properties, required: Object.keys(fields), additionalProperties: false };
}

function typeSchema(value: Json): JsonSchema {
  if (value === null) return {};
  if (Array.isArray(value)) return { type: 'array' };
  return { type: typeof value };
}
