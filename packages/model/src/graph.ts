import { z } from 'zod';
import type { JsonObject } from './json.ts';

/** Newest graph format this program writes. A graph of a newer format is a Problem, never a guess. */
export const graphFormatVersion = 1;

export const graphLimits = { nodes: 1_000, edges: 4_000, notes: 200, depth: 64, bytes: 1_048_576 } as const;

const id = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[A-Za-z][A-Za-z0-9_-]*$/, 'an id starts with a letter and has letters, digits, - and _');
const point = z.object({ x: z.number(), y: z.number() });
const size = z.object({ width: z.number().positive(), height: z.number().positive() });

/** Several arrows into one node: wait for `all` branches that can still arrive, or go on with `any` first one. */
export const joinPolicySchema = z.enum(['all', 'any']);
export type JoinPolicy = z.infer<typeof joinPolicySchema>;

/** How patient a step is with the outside world; a missing part keeps the operation's own setting. */
export const patienceOverrideSchema = z.strictObject({
  attempts: z.number().int().min(1).max(100).optional(),
  timeoutSeconds: z.number().min(1).max(86_400).optional(),
  firstRetrySeconds: z.number().min(0.1).max(3_600).optional(),
  longestRetrySeconds: z.number().min(0.1).max(86_400).optional(),
});

/** A node: what an author draws. `key` is its name in expressions (`steps.<key>`); `config` is checked by its node type. */
export const graphNodeSchema = z.strictObject({
  id,
  type: z.string().min(1).max(64),
  typeVersion: z.number().int().min(1),
  key: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-z][a-z0-9_]*$/, 'a key starts with a small letter and has small letters, digits and _'),
  title: z.string().min(1).max(120),
  config: z.custom<JsonObject>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'config is an object',
  ),
  position: point,
  /** Set on containers (for each, repeat until). */
  size: size.optional(),
  /** The container this node is drawn in; its position is relative to it. */
  parentId: id.optional(),
  join: joinPolicySchema.optional(),
  patience: patienceOverrideSchema.optional(),
  isDisabled: z.boolean().optional(),
});
export type GraphNode = z.infer<typeof graphNodeSchema>;

/** An arrow from a node's output port to another node's input. */
export const edgeSchema = z.strictObject({
  id,
  source: id,
  sourcePort: z.string().min(1).max(64),
  target: id,
  targetPort: z.string().min(1).max(64).default('in'),
});
export type Edge = z.infer<typeof edgeSchema>;

/** A sticky note. Never part of the plan. */
export const noteSchema = z.strictObject({
  id,
  text: z.string().max(4_000),
  position: point,
  size,
});
export type Note = z.infer<typeof noteSchema>;

export const graphSchema = z.strictObject({
  formatVersion: z.number().int().min(1),
  nodes: z.array(graphNodeSchema),
  edges: z.array(edgeSchema),
  notes: z.array(noteSchema).default([]),
});
export type Graph = z.infer<typeof graphSchema>;

export const emptyGraph: Graph = { formatVersion: graphFormatVersion, nodes: [], edges: [], notes: [] };
