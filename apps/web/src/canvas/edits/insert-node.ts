import type { Edge, Graph, GraphNode } from '@dayshift/model';
import {
  cardSize,
  downstreamOf,
  findNode,
  type PortsOf,
  rowHeight,
  sizeOf,
} from '../../graph/graph-facts.ts';
import { type Added, addNode, type NewNode } from './add-node.ts';
import { newEdge, whyNotConnect } from './connect.ts';
import { fitContainers } from './fit-containers.ts';
import { isMainPort } from './main-port.ts';

/** Puts a new node into an arrow: source → new → target. What follows moves down if there is no room. */
export function insertOnEdge(
  graph: Graph,
  made: NewNode,
  edgeId: string,
  portsOf: PortsOf,
): Added | undefined {
  const edge = graph.edges.find((candidate) => candidate.id === edgeId);
  const source = edge && findNode(graph, edge.source);
  const target = edge && findNode(graph, edge.target);
  if (!edge || !source || !target) return undefined;
  const roomy = makeRoom(graph, source, target, madeHeight(made));
  const centre = (middleOf(source) + middleOf(target)) / 2;
  const added = addNode(roomy, made, {
    position: { x: centre - madeWidth(made) / 2, y: source.position.y + sizeOf(source).height + gap },
    parentId: source.parentId,
  });
  return { ...added, graph: fitContainers(threadThrough(added, edge, portsOf)) };
}

/**
 * Puts a new node behind an existing one and connects it. A single arrow out of that port is led through the new node;
 * with several, or none, the new node becomes one more branch.
 */
export function insertAfter(
  graph: Graph,
  made: NewNode,
  after: { nodeId: string; port?: string | undefined },
  portsOf: PortsOf,
): Added | undefined {
  const source = findNode(graph, after.nodeId);
  if (!source) return undefined;
  const port = after.port ?? freePort(graph, source, portsOf);
  const leaving = graph.edges.filter((edge) => edge.source === source.id && edge.sourcePort === port);
  const [only] = leaving;
  const probe = portsOf({ type: made.type, config: made.config });
  if (only && leaving.length === 1 && probe.hasInput && probe.outputs.length > 0) {
    return insertOnEdge(graph, made, only.id, portsOf);
  }
  const added = addNode(graph, made, {
    position: freeSpotBelow(graph, source, made),
    parentId: source.parentId,
  });
  if (port === undefined) return { ...added, graph: fitContainers(added.graph) };
  const link = { source: source.id, sourcePort: port, target: added.nodeId };
  const isAllowed = whyNotConnect(added.graph, link, portsOf) === undefined;
  const connected = isAllowed
    ? { ...added.graph, edges: [...added.graph.edges, newEdge(link)] }
    : added.graph;
  return { ...added, graph: fitContainers(connected) };
}

const gap = rowHeight - cardSize.height;

/**
 * The way by which it goes on when all went well; of several alike the first that leads nowhere yet, else the first one. The
 * error exit only when it is the only one.
 */
function freePort(graph: Graph, node: GraphNode, portsOf: PortsOf): string | undefined {
  const { outputs } = portsOf(node);
  const normal = outputs.filter((port) => !port.isError);
  const main = normal.find((port) => isMainPort(port.name));
  if (main) return main.name;
  const isUsed = (name: string) =>
    graph.edges.some((edge) => edge.source === node.id && edge.sourcePort === name);
  return (normal.find((port) => !isUsed(port.name)) ?? normal[0] ?? outputs[0])?.name;
}

function threadThrough(added: Added, edge: Edge, portsOf: PortsOf): Graph {
  const made = findNode(added.graph, added.nodeId);
  const ports = made && portsOf(made);
  // A trigger cannot stand behind anything: it is put there, but the arrow stays as it was.
  if (!ports?.hasInput) return added.graph;
  const into = newEdge({ source: edge.source, sourcePort: edge.sourcePort, target: added.nodeId });
  const exit = ports.outputs.find((port) => !port.isError);
  const onward = exit ? [newEdge({ source: added.nodeId, sourcePort: exit.name, target: edge.target })] : [];
  return {
    ...added.graph,
    edges: [...added.graph.edges.filter((other) => other.id !== edge.id), into, ...onward],
  };
}

function makeRoom(graph: Graph, source: GraphNode, target: GraphNode, height: number): Graph {
  const needed = source.position.y + sizeOf(source).height + gap + height + gap;
  const push = needed - target.position.y;
  if (push <= 0) return graph;
  const below = downstreamOf(graph, target.id).add(target.id);
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      below.has(node.id) && node.parentId === target.parentId
        ? { ...node, position: { x: node.position.x, y: node.position.y + push } }
        : node,
    ),
  };
}

/** Straight below, or the first place to the right of it where no other card stands. */
function freeSpotBelow(graph: Graph, source: GraphNode, made: NewNode): { x: number; y: number } {
  const y = source.position.y + sizeOf(source).height + gap;
  const width = madeWidth(made);
  const siblings = graph.nodes.filter((node) => node.parentId === source.parentId);
  const overlaps = (x: number) =>
    siblings.find((node) => {
      const size = sizeOf(node);
      return (
        node.position.x < x + width + 20 &&
        x < node.position.x + size.width + 20 &&
        node.position.y < y + madeHeight(made) + 10 &&
        y < node.position.y + size.height + 10
      );
    });
  let x = middleOf(source) - width / 2;
  for (let blocking = overlaps(x); blocking; blocking = overlaps(x)) {
    x = blocking.position.x + sizeOf(blocking).width + 44;
  }
  return { x, y };
}

const middleOf = (node: GraphNode) => node.position.x + sizeOf(node).width / 2;
const madeHeight = (made: NewNode) => made.size?.height ?? cardSize.height;
const madeWidth = (made: NewNode) => made.size?.width ?? cardSize.width;
