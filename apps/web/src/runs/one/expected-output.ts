import type { Graph, Json, JsonObject } from '@dayshift/model';
import { readNode } from '@dayshift/nodes';
import { checkValue, isSchema } from '../../inbox/check-value.ts';

/** The shape a node's output has, as far as its drawing says; an empty schema where anything goes. */
export function expectedOutput(graph: Graph, nodeId: string): JsonObject {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  const reading = node && readNode(node);
  if (reading?.kind !== 'read') return {};
  const anything = () => ({});
  return reading.node.outputSchema({ schemaOf: anything, bodySchemaOf: anything });
}

/** Something of that shape to begin with, so that a person fills in values and not braces. */
export function startingValue(schema: JsonObject): Json {
  if (Array.isArray(schema.enum) && schema.enum[0] !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'string':
      return '';
    case 'number':
    case 'integer':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    case 'object':
      return isSchema(schema.properties)
        ? Object.fromEntries(
            Object.entries(schema.properties).map(([name, part]) => [
              name,
              isSchema(part) ? startingValue(part) : null,
            ]),
          )
        : {};
    default:
      return {};
  }
}

/** Where a value differs from what the steps after it may count on. It may be set all the same. */
export function outputHints(schema: JsonObject, value: Json): string[] {
  return Object.entries(checkValue(schema, value)).map(([path, message]) =>
    path === '' ? message : `${path}: ${message}`,
  );
}
