import { checkValue } from '@dayshift/json-schema';
import type { Graph, Json } from '@dayshift/model';
import { readNode } from '@dayshift/nodes';
import { faultProblem } from '../server/fault-problem.ts';

/** What a person typed in is what the trigger's form asks for; 422 with the field that is not. */
export function checkTriggerInput(graph: Graph, nodeId: string, input: Json, at = 'input'): void {
  const node = graph.nodes.find(({ id }) => id === nodeId);
  const reading = node && readNode(node);
  if (reading?.kind !== 'read') return;
  const schema = reading.node.outputSchema({ schemaOf: () => ({}), bodySchemaOf: () => ({}) });
  const [first, ...more] = checkValue(schema, input);
  if (first) throw faultProblem([first, ...more], at);
}
