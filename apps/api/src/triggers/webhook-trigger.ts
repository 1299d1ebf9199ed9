import type { Graph, GraphNode } from '@dayshift/model';
import { z } from 'zod';

const configSchema = z.object({
  respond: z.enum(['accepted', 'result']).default('accepted'),
  dedupeHeader: z.string().optional(),
});

export interface WebhookTrigger {
  node: GraphNode;
  respond: 'accepted' | 'result';
  dedupeHeader: string | undefined;
}

const triggersOf = new WeakMap<Graph, Map<string, WebhookTrigger>>();

/** The webhook of a published graph by its node's key; looked up once per version. */
export function findWebhook(graph: Graph, nodeKey: string): WebhookTrigger | undefined {
  let triggers = triggersOf.get(graph);
  if (!triggers) {
    triggers = new Map(graph.nodes.flatMap((node) => readWebhook(node)));
    triggersOf.set(graph, triggers);
  }
  return triggers.get(nodeKey);
}

function readWebhook(node: GraphNode): [string, WebhookTrigger][] {
  if (node.type !== 'webhook' || node.isDisabled) return [];
  const config = configSchema.safeParse(node.config);
  if (!config.success) return [];
  const { respond, dedupeHeader } = config.data;
  return [[node.key, { node, respond, dedupeHeader: dedupeHeader?.toLowerCase() || undefined }]];
}
