import type { Playbook } from '@dayshift/model';

/** Where webhooks of a playbook arrive, by node id. They work once the playbook is published. */
export function webhookUrls(
  publicUrl: string,
  playbook: Pick<Playbook, 'id' | 'draft'>,
): Record<string, string> {
  const hooks = playbook.draft.nodes.filter((node) => node.type === 'webhook');
  return Object.fromEntries(hooks.map((node) => [node.id, `${publicUrl}/hooks/${playbook.id}/${node.key}`]));
}
