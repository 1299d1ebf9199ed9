import { type Connection, type Model, Schema, type SchemaDefinition } from 'mongoose';
import { z } from 'zod';
import type { CollectionDeclaration } from '../declaration.ts';

/** A document as it lies in MongoDB: the id is `_id`, and names within JSON values are escaped. */
export interface StoredDocument {
  _id: string;
  revision: number;
  [field: string]: unknown;
}

/**
 * The Mongoose model of a collection. Its schema says the same as the declaration's: one field each, unknown fields
 * refused on the way in and in filters.
 */
export function mongooseModel(
  connection: Connection,
  declaration: CollectionDeclaration,
): Model<StoredDocument> {
  const schema = new Schema<StoredDocument>(fieldsOf(declaration) as never, {
    collection: declaration.name,
    strict: 'throw',
    strictQuery: 'throw',
    // Empty objects are values too, and a document is what was given: no field of Mongoose's own.
    minimize: false,
    versionKey: 'revision',
    optimisticConcurrency: true,
    autoIndex: false,
    autoCreate: false,
  });
  return connection.model<StoredDocument>(declaration.name, schema);
}

function fieldsOf(declaration: CollectionDeclaration): SchemaDefinition {
  const types = fieldTypes(z.toJSONSchema(declaration.schema, { unrepresentable: 'any', io: 'output' }));
  types.delete('id');
  types.delete('revision');
  const fields = [...types].map(([name, type]) => [name, { type }]);
  return { _id: { type: String, required: true }, ...Object.fromEntries(fields) };
}

type JsonSchema = z.core.JSONSchema.BaseSchema;
type FieldType = typeof String | typeof Number | typeof Boolean | typeof Schema.Types.Mixed;

/** Top-level fields by name; the fields of a union are those of all its members. */
function fieldTypes(schema: JsonSchema): Map<string, FieldType> {
  const types = new Map<string, FieldType>();
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    types.set(name, typeof property === 'boolean' ? Schema.Types.Mixed : fieldType(property));
  for (const member of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    for (const [name, type] of fieldTypes(member))
      types.set(name, types.has(name) && types.get(name) !== type ? Schema.Types.Mixed : type);
  return types;
}

function fieldType(schema: JsonSchema): FieldType {
  if (schema.type === 'string') return String;
  if (schema.type === 'number' || schema.type === 'integer') return Number;
  if (schema.type === 'boolean') return Boolean;
  return Schema.Types.Mixed;
}
