import { checkValue } from '@dayshift/json-schema';
import type { Graph, Json, JsonObject } from '@dayshift/model';
import { readNode } from '@dayshift/nodes';

/** The shape a node's output has, as far as its drawing says; an empty schema where anything goes. */
export function expectedOutput(graph: Graph, nodeId: string): JsonObject {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  const reading = node && readNode(node);
  if (reading?.kind !== 'read') return {};
  const anything = () => ({});
  return reading.node.outputSchema({ schemaOf: anything, bodySchemaOf: anything });
}

/** Where a value differs from what the steps after it may count on. It may be set all the same. */
export function outputHints(schema: JsonObject, value: Json): string[] {
  return checkValue(schema, value).map(({ path, message }) =>
    path === '' ? message : `${path}: ${message}`,
  );
}
