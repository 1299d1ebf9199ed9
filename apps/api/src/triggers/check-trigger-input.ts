import type { Graph, Json } from '@dayshift/model';
import { findNodeType } from '@dayshift/nodes';
import { z } from 'zod';
import { zodProblem } from '../server/validation-problem.ts';

/** What a person typed in is what the trigger's form asks for; 422 with the field that is not. */
export function checkTriggerInput(graph: Graph, nodeId: string, input: Json): void {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  const read = node && findNodeType(node.type)?.read(node.config);
  if (!read?.ok) return;
  const schema = read.node.outputSchema({ schemaOf: () => ({}), bodySchemaOf: () => ({}) });
  // Made by our own node types: always a schema zod can read.
  const result = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]).safeParse(input);
  if (!result.success) throw zodProblem(422, result.error, ['input']);
}
