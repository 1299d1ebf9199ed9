import { type Edge, type Graph, type GraphNode, newId } from '@dayshift/model';
import { downstreamOf, findNode, type PortsOf } from '../../graph/graph-facts.ts';

export type Link = Pick<Edge, 'source' | 'sourcePort' | 'target'>;

/** Why an arrow may not be drawn, in a sentence for the author; undefined when it may. */
export function whyNotConnect(graph: Graph, link: Link, portsOf: PortsOf): string | undefined {
  const source = findNode(graph, link.source);
  const target = findNode(graph, link.target);
  if (!source || !target) return 'One of the two steps is gone.';
  if (source.id === target.id)
    return 'A step cannot lead to itself. To do it again, put it into “Repeat until”.';
  const scope = whyScopesDiffer(graph, source, target);
  if (scope) return scope;
  if (!portsOf(target).hasInput) {
    return `“${target.title}” starts the playbook: nothing can lead into it.`;
  }
  const outputs = portsOf(source).outputs;
  if (outputs.length === 0) return `“${source.title}” ends the run: nothing can follow it.`;
  if (!outputs.some((port) => port.name === link.sourcePort)) {
    return `“${source.title}” has no exit called “${link.sourcePort}”.`;
  }
  const exists = graph.edges.some(
    (edge) =>
      edge.source === link.source && edge.sourcePort === link.sourcePort && edge.target === link.target,
  );
  if (exists) return 'These two are connected already.';
  if (downstreamOf(graph, target.id).has(source.id)) {
    return 'That would go round in a circle. To do steps again, put them into “Repeat until”.';
  }
  return undefined;
}

/** Draws an arrow. Ask `whyNotConnect` first: a refused arrow leaves the graph as it was. */
export function connect(graph: Graph, link: Link, portsOf: PortsOf): Graph {
  if (whyNotConnect(graph, link, portsOf) !== undefined) return graph;
  return { ...graph, edges: [...graph.edges, newEdge(link)] };
}

export function newEdge(link: Link): Edge {
  return {
    id: newId('edge'),
    source: link.source,
    sourcePort: link.sourcePort,
    target: link.target,
    targetPort: 'in',
  };
}

function whyScopesDiffer(graph: Graph, source: GraphNode, target: GraphNode): string | undefined {
  if (source.parentId === target.parentId) return undefined;
  const inner = source.parentId === undefined ? target : source;
  const container = inner.parentId === undefined ? undefined : findNode(graph, inner.parentId);
  if (!container) return undefined;
  if (container.id === source.id || container.id === target.id) {
    return `“${inner.title}” is inside “${container.title}”: its first steps start by themselves.`;
  }
  return `“${inner.title}” is inside “${container.title}”: arrows do not cross its border. Connect “${container.title}” itself.`;
}
