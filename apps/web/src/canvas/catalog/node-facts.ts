import type { GraphNode } from '@dayshift/model';
import type { NodePorts } from '../edits/graph-facts.ts';

/** A piece of a card's sentence; values that live in the config are marked. */
export interface SummaryPart {
  text: string;
  isValue?: boolean;
}

export type IconTone = 'start' | 'people' | 'ai' | 'flow' | 'do';

export function iconOf(_node: GraphNode): { name: string; tone: IconTone } {
  return { name: 'box', tone: 'flow' };
}

export function summaryOf(_node: GraphNode): SummaryPart[] {
  return [];
}

export function portsOf(_node: Pick<GraphNode, 'type' | 'config'>): NodePorts {
  return { hasInput: true, isContainer: false, outputs: [{ name: 'done', isError: false }] };
}

export function isExpressionField(_type: string, _path: string): boolean {
  return false;
}
