import type { GraphNode } from '@dayshift/model';
import type { Port, SummaryPart } from './node-type.ts';
import type { NodeReading } from './read-node.ts';
import { readNode } from './read-node.ts';

type Drawn = Pick<GraphNode, 'type' | 'config'> & Partial<Pick<GraphNode, 'typeVersion'>>;

export interface NodePorts {
  hasInput: boolean;
  isContainer: boolean;
  outputs: readonly Port[];
}

/** Where arrows may start and end. A config that cannot be read keeps the ports of the type's starter. */
export function portsOf(node: Drawn): NodePorts {
  const reading = readDrawn(node);
  if (reading.kind === 'unknown-type') return { hasInput: true, isContainer: false, outputs: [] };
  const { isTrigger, isContainer } = reading.nodeType;
  return {
    hasInput: !isTrigger,
    isContainer,
    outputs: reading.kind === 'read' ? reading.node.ports : starterPorts(reading),
  };
}

/** The sentence on a node's card. */
export function summaryOf(node: Drawn): readonly SummaryPart[] {
  const reading = readDrawn(node);
  switch (reading.kind) {
    case 'read':
      return reading.node.summary;
    case 'bad-config':
      return [{ text: reading.issues[0]?.message ?? 'cannot be read' }];
    case 'newer-version':
      return [{ text: 'drawn with a newer Dayshift' }];
    case 'unknown-type':
      return [{ text: `unknown step “${node.type}”` }];
  }
}

function readDrawn(node: Drawn): NodeReading {
  return readNode({ typeVersion: 1, ...node });
}

function starterPorts(reading: Exclude<NodeReading, { kind: 'read' | 'unknown-type' }>): readonly Port[] {
  const starter = reading.nodeType.read(reading.nodeType.starter);
  return starter.ok ? starter.node.ports : [];
}
