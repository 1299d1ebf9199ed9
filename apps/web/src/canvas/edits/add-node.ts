import { type Graph, type GraphNode, type JsonObject, newId } from '@dayshift/model';
import { type Point, snap } from '../../graph/graph-facts.ts';
import { keyFromTitle, takenKeys, uniqueKey } from './unique-key.ts';

/** A node that does not exist yet: what the palette knows about it. */
export interface NewNode {
  type: string;
  typeVersion: number;
  title: string;
  config: JsonObject;
  size?: { width: number; height: number };
}

export interface Place {
  position: Point;
  /** The container it is put in; the position is then relative to it. */
  parentId?: string | undefined;
}

export interface Added {
  graph: Graph;
  nodeId: string;
}

export function addNode(graph: Graph, made: NewNode, place: Place): Added {
  const node: GraphNode = {
    id: newId('node'),
    type: made.type,
    typeVersion: made.typeVersion,
    key: uniqueKey(keyFromTitle(made.title), takenKeys(graph)),
    title: made.title,
    config: structuredClone(made.config),
    position: snap(place.position),
    ...(made.size && { size: { ...made.size } }),
    ...(place.parentId !== undefined && { parentId: place.parentId }),
  };
  return { graph: { ...graph, nodes: [...graph.nodes, node] }, nodeId: node.id };
}
