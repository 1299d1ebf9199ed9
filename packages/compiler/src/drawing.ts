import type { Edge, Graph, GraphNode, Problem } from '@dayshift/model';
import type { Fragment, NodeReading, Port } from '@dayshift/nodes';

/** A graph with its arrows resolved and everything unusable left out, ready to be analysed. */
export interface Drawing {
  graph: Graph;
  /** Enabled nodes, in drawing order. */
  nodes: DrawnNode[];
  byId: ReadonlyMap<string, DrawnNode>;
  /** The first with each key. */
  byKey: ReadonlyMap<string, DrawnNode>;
  /** The root's body is `undefined`. */
  bodies: ReadonlyMap<DrawnNode | undefined, Body>;
  problems: Problem[];
}

/** The nodes of one scope, in the order of work. */
export interface Body {
  container: DrawnNode | undefined;
  nodes: DrawnNode[];
}

export interface DrawnNode {
  node: GraphNode;
  reading: NodeReading;
  ports: readonly Port[];
  container: DrawnNode | undefined;
  /** False: no trigger leads here. Left out of the plan. */
  isReachable: boolean;
  /** Number within its body, in the order of work. */
  position: number;
  incoming: Arrow[];
  outgoing: Arrow[];
}

export interface Arrow {
  edge: Edge;
  source: DrawnNode;
  port: string;
  target: DrawnNode;
}

export function connect(arrow: Arrow): void {
  arrow.source.outgoing.push(arrow);
  arrow.target.incoming.push(arrow);
}

export function isTrigger(drawn: DrawnNode): boolean {
  return 'nodeType' in drawn.reading && drawn.reading.nodeType.isTrigger;
}

export function isContainer(drawn: DrawnNode): boolean {
  return 'nodeType' in drawn.reading && drawn.reading.nodeType.isContainer;
}

/** What the node compiles to; undefined when it cannot be read. */
export function fragmentOf(drawn: DrawnNode): Fragment | undefined {
  const { node, reading } = drawn;
  if (reading.kind !== 'read') return undefined;
  let fragment = fragments.get(drawn);
  if (!fragment) {
    fragment = reading.node.compile({ title: node.title, key: node.key, patience: node.patience });
    fragments.set(drawn, fragment);
  }
  return fragment;
}

const fragments = new WeakMap<DrawnNode, Fragment>();
