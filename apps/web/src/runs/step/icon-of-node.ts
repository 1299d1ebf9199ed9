import type { GraphNode } from '@dayshift/model';
import { iconOf } from '../../graph/node-facts.ts';

/** The icon's name of a node that may not be drawn any more. */
export function iconOfNode(nodes: readonly GraphNode[], nodeId: string): string {
  const node = nodes.find(({ id }) => id === nodeId);
  return node === undefined ? 'box' : iconOf(node).name;
}
