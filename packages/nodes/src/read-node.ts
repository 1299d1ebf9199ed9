import type { GraphNode, JsonObject } from '@dayshift/model';
import { findNodeType } from './catalog.ts';
import type { ConfigIssue, NodeType, ReadNode } from './node-type.ts';

export type NodeReading =
  | { kind: 'read'; nodeType: NodeType; node: ReadNode }
  | { kind: 'unknown-type' }
  /** Drawn with a newer program. */
  | { kind: 'newer-version'; nodeType: NodeType }
  | { kind: 'bad-config'; nodeType: NodeType; issues: ConfigIssue[] };

/** Looks up a node's type, brings its config up to date and reads it. Never throws. */
export function readNode(node: Pick<GraphNode, 'type' | 'typeVersion' | 'config'>): NodeReading {
  const nodeType = findNodeType(node.type);
  if (!nodeType) return { kind: 'unknown-type' };
  if (node.typeVersion > nodeType.version) return { kind: 'newer-version', nodeType };
  const known = readings.get(node.config);
  if (known?.type === node.type && known.typeVersion === node.typeVersion) return known.reading;
  const reading = read(nodeType, node);
  // A config is replaced, never changed, by every edit: the same object gives the same reading.
  readings.set(node.config, { type: node.type, typeVersion: node.typeVersion, reading });
  return reading;
}

const readings = new WeakMap<JsonObject, { type: string; typeVersion: number; reading: NodeReading }>();

function read(nodeType: NodeType, node: Pick<GraphNode, 'typeVersion' | 'config'>): NodeReading {
  const config = migrate(nodeType, node.typeVersion, node.config);
  const result = nodeType.read(config);
  if (!result.ok) return { kind: 'bad-config', nodeType, issues: result.issues };
  return { kind: 'read', nodeType, node: result.node };
}

/** Brings a config from the version it was drawn with to the current one. */
export function migrate(nodeType: NodeType, from: number, config: JsonObject): JsonObject {
  let current = config;
  for (let version = from; version < nodeType.version; version += 1) {
    current = nodeType.migrations[version]?.(current) ?? current;
  }
  return current;
}
