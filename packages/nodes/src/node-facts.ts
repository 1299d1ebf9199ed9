import type { Expression, GraphNode, Value } from '@dayshift/model';
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

/** What trying a step on its own means: nothing outside changes, or something is sent. */
export type TestKind = 'harmless' | 'effect';

/** Undefined where there is nothing to try alone: a trigger, a question, a wait, an end, a container. */
export function testKindOf(node: Drawn): TestKind | undefined {
  const reading = readDrawn(node);
  if (reading.kind !== 'read') return undefined;
  const { parts, body } = reading.node.compile({ title: '', key: 'step', patience: undefined });
  const works = parts.some(({ kind }) => kind === 'call' || kind === 'compute' || kind === 'switch');
  if (body || !works) return undefined;
  return parts.some((part) => part.kind === 'call' && part.effect !== 'read') ? 'effect' : 'harmless';
}

/** What a node does to the outside world, as it would be asked for. */
export interface NodeEffect {
  operation: string;
  /** Its values may hold `{{ … }}`. */
  input: Value;
  /** Whether a person is asked before; a condition where that depends. */
  asks: 'never' | 'always' | { when: Expression };
}

/** Undefined where a node changes nothing outside. */
export function effectOfNode(node: Drawn): NodeEffect | undefined {
  const reading = readDrawn(node);
  if (reading.kind !== 'read') return undefined;
  const { parts } = reading.node.compile({ title: '', key: 'step', patience: undefined });
  const call = parts.find((part) => part.kind === 'call' && part.effect !== 'read');
  if (call?.kind !== 'call') return undefined;
  const { operation, input } = call;
  const choose = parts.find((part) => part.kind === 'switch');
  if (choose?.kind === 'switch') return { operation, input, asks: { when: choose.cases[0]?.when ?? 'true' } };
  return { operation, input, asks: parts.some(({ kind }) => kind === 'approve') ? 'always' : 'never' };
}

function readDrawn(node: Drawn): NodeReading {
  return readNode({ typeVersion: 1, ...node });
}

function starterPorts(reading: Exclude<NodeReading, { kind: 'read' | 'unknown-type' }>): readonly Port[] {
  const starter = reading.nodeType.read(reading.nodeType.starter);
  return starter.ok ? starter.node.ports : [];
}
