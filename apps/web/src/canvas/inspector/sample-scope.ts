import type { Samples } from '@dayshift/contracts';
import { evaluate, type Scope } from '@dayshift/expressions';
import type { Graph, GraphNode, Json } from '@dayshift/model';
import { findNodeType } from '@dayshift/nodes';
import { findNode } from '../../graph/graph-facts.ts';

/** Values to show while a field is being written, and where they come from. */
export interface SampleScope {
  scope: Scope;
  origin: 'run' | 'fixed-run' | 'example';
}

/** The variables as they were in the last run, as far as they are known at a node; before the first run, the examples. */
export function sampleScopeAt(
  graph: Graph,
  nodeId: string,
  samples: Samples | undefined,
  isFixing = false,
): SampleScope {
  const isFromRun = samples?.runId !== undefined || Object.keys(samples?.outputs ?? {}).length > 0;
  const scope = isFromRun && samples ? scopeOfRun(graph, samples) : scopeOfExamples(graph);
  const item = itemAt(graph, findNode(graph, nodeId), scope);
  return {
    scope: item === undefined ? scope : { ...scope, item, index: 0 },
    origin: isFromRun ? (isFixing ? 'fixed-run' : 'run') : 'example',
  };
}

function scopeOfRun(graph: Graph, samples: Samples): Scope {
  const steps: { [key: string]: Json } = {};
  for (const node of graph.nodes) {
    const output = samples.outputs[node.id];
    if (output !== undefined) steps[node.key] = output;
  }
  return { steps, ...(samples.trigger === undefined ? {} : { trigger: samples.trigger }) };
}

/** Authors give examples of what other systems answer or send; both arrive as a body. */
function scopeOfExamples(graph: Graph): Scope {
  const steps: { [key: string]: Json } = {};
  let trigger: Json | undefined;
  for (const node of graph.nodes) {
    const { example } = node.config;
    if (example === undefined || example === null) continue;
    if (findNodeType(node.type)?.isTrigger) trigger ??= { body: example };
    else steps[node.key] = { status: 200, headers: {}, body: example };
  }
  return { steps, ...(trigger === undefined ? {} : { trigger }) };
}

/** Inside a for-each: the first item of its list in the last run. */
function itemAt(graph: Graph, node: GraphNode | undefined, scope: Scope): Json | undefined {
  const container = node?.parentId === undefined ? undefined : findNode(graph, node.parentId);
  const source = container?.config.items;
  if (typeof source !== 'string' || source.trim() === '') return undefined;
  const list = evaluate(source, scope);
  return list.ok && Array.isArray(list.value) ? list.value[0] : undefined;
}
