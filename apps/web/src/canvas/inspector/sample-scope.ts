import type { Samples } from '@dayshift/contracts';
import { evaluate, type Scope } from '@dayshift/expressions';
import type { Graph, GraphNode, Json } from '@dayshift/model';
import { findNode } from '../edits/graph-facts.ts';

/** The variables as they were in the last run, as far as they are known at a node. */
export function sampleScopeAt(graph: Graph, nodeId: string, samples: Samples | undefined): Scope {
  const steps: { [key: string]: Json } = {};
  for (const node of graph.nodes) {
    const output = samples?.outputs[node.id];
    if (output !== undefined) steps[node.key] = output;
  }
  const scope: Scope = { steps, ...(samples?.trigger === undefined ? {} : { trigger: samples.trigger }) };
  const item = itemAt(graph, findNode(graph, nodeId), scope);
  return item === undefined ? scope : { ...scope, item, index: 0 };
}

/** Inside a for-each: the first item of its list in the last run. */
function itemAt(graph: Graph, node: GraphNode | undefined, scope: Scope): Json | undefined {
  const container = node?.parentId === undefined ? undefined : findNode(graph, node.parentId);
  const source = container?.config.items;
  if (typeof source !== 'string' || source.trim() === '') return undefined;
  const list = evaluate(source, scope);
  return list.ok && Array.isArray(list.value) ? list.value[0] : undefined;
}
