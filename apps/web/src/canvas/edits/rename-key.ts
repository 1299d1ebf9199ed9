import type { Graph } from '@dayshift/model';
import { rewriteReferences } from './rewrite-references.ts';

/** Which config fields of a node type are one expression as a whole, without `{{ }}`. */
export type IsExpressionField = (nodeType: string, path: string) => boolean;

/** Why a key cannot be used, in a sentence; undefined when it can. */
export function whyNotKey(graph: Graph, nodeId: string, key: string): string | undefined {
  if (!/^[a-z][a-z0-9_]{0,63}$/.test(key)) {
    return 'A key starts with a small letter and has only small letters, digits and _.';
  }
  const other = graph.nodes.find((node) => node.key === key && node.id !== nodeId);
  return other && `“${other.title}” has this key already.`;
}

/** Gives a node another name in expressions; everything that reads it is rewritten in the same edit. */
export function renameKey(graph: Graph, nodeId: string, key: string, isExpression: IsExpressionField): Graph {
  const renamed = graph.nodes.find((node) => node.id === nodeId);
  if (!renamed || renamed.key === key || whyNotKey(graph, nodeId, key)) return graph;
  const keys = new Map([[renamed.key, key]]);
  return {
    ...graph,
    nodes: graph.nodes.map((node) => {
      const config = rewriteReferences(node.config, keys, (path) => isExpression(node.type, path));
      if (node.id === nodeId) return { ...node, key, config };
      return config === node.config ? node : { ...node, config };
    }),
  };
}
