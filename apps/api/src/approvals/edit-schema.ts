import type { Approval, Json, JsonSchema } from '@dayshift/model';
import { findOperation } from '@dayshift/operations';
import { z } from 'zod';

/** What an approver may change, as a JSON Schema: the input of the action, or the fields of a plain review. */
export function editSchemaOf(approval: Pick<Approval, 'action' | 'fields'>): JsonSchema | undefined {
  if (approval.action) {
    const operation = findOperation(approval.action.operation);
    // `unrepresentable: any`: a part JSON Schema cannot say is checked by the server alone.
    return (
      operation && (z.toJSONSchema(operation.input, { io: 'input', unrepresentable: 'any' }) as JsonSchema)
    );
  }
  return isObject(approval.fields) ? schemaOfFields(approval.fields) : undefined;
}

/** Edited fields keep their names and their types. */
function schemaOfFields(fields: { [name: string]: Json }): JsonSchema {
  const properties = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeSchema(value)]),
  );
  return { type: 'object', properties, required: Object.keys(fields), additionalProperties: false };
}

export function isObject(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeSchema(value: Json): JsonSchema {
  if (value === null) return {};
  if (Array.isArray(value)) return { type: 'array' };
  return { type: typeof value };
}
