import { edgeSchema, type Graph, graphNodeSchema, newId, noteSchema } from '@dayshift/model';
import { absolutePosition, type Point, snap, withDescendants } from '../../graph/graph-facts.ts';
import type { Parts } from './delete-parts.ts';
import { fitContainers } from './fit-containers.ts';
import type { IsExpressionField } from './rename-key.ts';
import { rewriteReferences } from './rewrite-references.ts';
import { takenKeys, uniqueKey } from './unique-key.ts';

/** Steps on their way to another place or another playbook. Positions are absolute for the outermost ones. */
export type Clip = Pick<Graph, 'nodes' | 'edges' | 'notes'>;

export function copyParts(graph: Graph, parts: Parts): Clip {
  const ids = withDescendants(graph, parts.nodeIds);
  const notes = new Set(parts.noteIds);
  return {
    nodes: graph.nodes
      .filter((node) => ids.has(node.id))
      .map((node) => {
        if (node.parentId !== undefined && ids.has(node.parentId)) return node;
        const { parentId: _left, ...outermost } = node;
        return { ...outermost, position: absolutePosition(graph, node) };
      }),
    edges: graph.edges.filter((edge) => ids.has(edge.source) && ids.has(edge.target)),
    notes: graph.notes.filter((note) => notes.has(note.id)),
  };
}

export interface Pasted {
  graph: Graph;
  parts: Parts;
}

/** Where pasted steps go: moved by a distance, and optionally into a container. */
export interface PastePlace {
  by: Point;
  parentId?: string | undefined;
}

/** Adds a clip under new ids and free keys; what the pasted steps read from each other follows the new keys. */
export function pasteParts(
  graph: Graph,
  clip: Clip,
  place: PastePlace,
  isExpression: IsExpressionField,
): Pasted {
  const ids = new Map(clip.nodes.map((node) => [node.id, newId('node')]));
  const taken = takenKeys(graph);
  const keys = new Map<string, string>();
  for (const node of clip.nodes) {
    const key = uniqueKey(node.key, taken);
    taken.add(key);
    if (key !== node.key) keys.set(node.key, key);
  }
  const container = place.parentId && graph.nodes.find((node) => node.id === place.parentId);
  const origin = container ? absolutePosition(graph, container) : { x: 0, y: 0 };
  const nodes = clip.nodes.map((node) => {
    const parentId = node.parentId === undefined ? undefined : ids.get(node.parentId);
    const { parentId: _old, ...rest } = node;
    const isOutermost = parentId === undefined;
    return {
      ...rest,
      id: ids.get(node.id) ?? newId('node'),
      key: keys.get(node.key) ?? node.key,
      config: rewriteReferences(structuredClone(node.config), keys, (path) => isExpression(node.type, path)),
      position: isOutermost
        ? snap({ x: node.position.x + place.by.x - origin.x, y: node.position.y + place.by.y - origin.y })
        : node.position,
      ...(isOutermost ? container && { parentId: container.id } : { parentId }),
    };
  });
  const edges = clip.edges.flatMap((edge) => {
    const source = ids.get(edge.source);
    const target = ids.get(edge.target);
    return source && target ? [{ ...edge, id: newId('edge'), source, target }] : [];
  });
  const notes = clip.notes.map((note) => ({
    ...note,
    id: newId('note'),
    position: snap({ x: note.position.x + place.by.x, y: note.position.y + place.by.y }),
  }));
  const pasted = {
    ...graph,
    nodes: [...graph.nodes, ...nodes],
    edges: [...graph.edges, ...edges],
    notes: [...graph.notes, ...notes],
  };
  return {
    graph: fitContainers(pasted),
    parts: {
      nodeIds: nodes.map((node) => node.id),
      edgeIds: [],
      noteIds: notes.map((note) => note.id),
    },
  };
}

export function duplicateParts(graph: Graph, parts: Parts, isExpression: IsExpressionField): Pasted {
  const clip = copyParts(graph, parts);
  const parents = new Set(
    graph.nodes.filter((node) => parts.nodeIds.includes(node.id)).map((node) => node.parentId),
  );
  // All from one container: the copies stay in it. From several places: they land on the canvas.
  const [parentId] = parents.size === 1 ? parents : [undefined];
  return pasteParts(graph, clip, { by: { x: 30, y: 30 }, parentId }, isExpression);
}

const clipMark = 'steps';

export function clipToText(clip: Clip): string {
  return JSON.stringify({ dayshift: clipMark, formatVersion: 1, ...clip }, null, 1);
}

/** Reads steps from clipboard text; undefined for anything else that may be on a clipboard. */
export function clipFromText(text: string): Clip | undefined {
  if (text.length > 1_048_576 || !text.includes('"dayshift"')) return undefined;
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof found !== 'object' || found === null || !('dayshift' in found) || found.dayshift !== clipMark) {
    return undefined;
  }
  const { nodes, edges, notes } = found as { [part: string]: unknown };
  const parsed = {
    nodes: graphNodeSchema.array().max(1000).safeParse(nodes),
    edges: edgeSchema.array().max(4000).safeParse(edges),
    notes: noteSchema
      .array()
      .max(200)
      .safeParse(notes ?? []),
  };
  if (!parsed.nodes.success || !parsed.edges.success || !parsed.notes.success) return undefined;
  return { nodes: parsed.nodes.data, edges: parsed.edges.data, notes: parsed.notes.data };
}
