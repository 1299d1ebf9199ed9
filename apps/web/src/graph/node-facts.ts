import type { GraphNode } from '@dayshift/model';
import {
  findNodeType,
  isExpressionField as isExpressionFieldOf,
  type NodeCategory,
  portsOf as portsOfNode,
  readNode,
  type SummaryPart,
  summaryOf as summaryOfNode,
} from '@dayshift/nodes';
import type { NodePorts } from './graph-facts.ts';

export type { SummaryPart };
export type IconTone = NodeCategory;

/** What the canvas asks of node types; everything else about them stays in their folders. */
export function iconOf(node: Pick<GraphNode, 'type'>): { name: string; tone: IconTone } {
  const nodeType = findNodeType(node.type);
  return { name: nodeType?.icon ?? 'box', tone: nodeType?.category ?? 'flow' };
}

export function summaryOf(node: GraphNode): readonly SummaryPart[] {
  return summaryOfNode(node);
}

export function portsOf(node: Pick<GraphNode, 'type' | 'config'>): NodePorts {
  return portsOfNode(node);
}

/** The ports of a node whose config can be read; undefined while it cannot, as halfway through typing. */
export function readablePortsOf(node: GraphNode): NodePorts | undefined {
  return readNode(node).kind === 'read' ? portsOfNode(node) : undefined;
}

export function typeTitleOf(node: Pick<GraphNode, 'type'>): string {
  return findNodeType(node.type)?.title ?? node.type;
}

export function isExpressionField(type: string, path: string): boolean {
  const nodeType = findNodeType(type);
  return nodeType !== undefined && isExpressionFieldOf(nodeType, path);
}

/** What being inside of a container means, for who is about to let a step go there. */
export function insideOf(node: Pick<GraphNode, 'type'>): string {
  return findNodeType(node.type)?.inside ?? 'a step of it';
}
