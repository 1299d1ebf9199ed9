import type { Graph } from '@dayshift/model';
import { findNode, type PortsOf } from '../../graph/graph-facts.ts';
import { type Link, newEdge, whyNotConnect } from './connect.ts';
import { isMainPort } from './main-port.ts';

/**
 * Adds to `after` the arrows that lead past steps which stood in the middle in `before` and are no longer there: what led
 * to them leads to what came after them. Taking one step out of a chain must not cut the chain.
 */
export function joinNeighbours(before: Graph, after: Graph, gone: Iterable<string>, portsOf: PortsOf): Graph {
  let links: Link[] = before.edges.map(({ source, sourcePort, target }) => ({ source, sourcePort, target }));
  const made = new Set<Link>();
  for (const nodeId of gone) {
    const into = links.filter((link) => link.target === nodeId);
    const onward = targetsOf(before, links, nodeId, portsOf);
    links = links.filter((link) => link.source !== nodeId && link.target !== nodeId);
    for (const { source, sourcePort } of into) {
      for (const target of onward) {
        const link = { source, sourcePort, target };
        made.add(link);
        links.push(link);
      }
    }
  }
  let joined = after;
  for (const link of links) {
    if (!made.has(link) || whyNotConnect(joined, link, portsOf) !== undefined) continue;
    joined = { ...joined, edges: [...joined.edges, newEdge(link)] };
  }
  return joined;
}

function targetsOf(graph: Graph, links: readonly Link[], nodeId: string, portsOf: PortsOf): string[] {
  const node = findNode(graph, nodeId);
  if (!node) return [];
  const errors = new Set(portsOf(node).outputs.flatMap((port) => (port.isError ? [port.name] : [])));
  const leaving = links.filter((link) => link.source === nodeId && !errors.has(link.sourcePort));
  const ways = new Set(leaving.map((link) => link.sourcePort));
  const [only] = ways;
  const through = ways.size === 1 ? only : [...ways].find(isMainPort);
  return leaving.flatMap((link) => (link.sourcePort === through ? [link.target] : []));
}
