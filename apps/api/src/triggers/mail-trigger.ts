import type { Graph, GraphNode } from '@dayshift/model';
import { z } from 'zod';

const configSchema = z.object({ to: z.string(), from: z.string().optional() });

/** Nodes of a graph that a mail to one of these addresses starts. An address may be given without its domain. */
export function mailTriggers(
  graph: Graph,
  mail: { recipients: readonly string[]; sender: string },
): GraphNode[] {
  return graph.nodes.filter((node) => {
    if (node.type !== 'mail-received' || node.isDisabled) return false;
    const config = configSchema.safeParse(node.config);
    if (!config.success) return false;
    const { to, from } = config.data;
    if (from && !mail.sender.toLowerCase().includes(from.toLowerCase())) return false;
    return mail.recipients.some((recipient) => isAddress(recipient.toLowerCase(), to.toLowerCase()));
  });
}

/** Whether any mail to this address could start something; the sender is not known yet. */
export function listensTo(graph: Graph, recipient: string): boolean {
  const anySender = graph.nodes.map((node) => ({ ...node, config: { ...node.config, from: '' } }));
  return mailTriggers({ ...graph, nodes: anySender }, { recipients: [recipient], sender: '' }).length > 0;
}

function isAddress(recipient: string, wanted: string): boolean {
  const [local = '', domain = ''] = wanted.split('@');
  if (local === '') return false;
  return domain === '' ? recipient.split('@')[0] === local : recipient === wanted;
}
