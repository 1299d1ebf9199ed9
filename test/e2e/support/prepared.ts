import { type Edge, type Graph, type GraphNode, graphFormatVersion, type JsonObject } from '@dayshift/model';
import type { SignedIn } from '../../support/office.ts';

/** Playbooks and runs that a test begins with; what it is about, it does in the browser. */
export function prepare(api: SignedIn) {
  const playbook = async (name: string, graph: Graph): Promise<string> => {
    // The API answers with the playbook it made.
    const { id } = (await api.ask('POST', '/api/playbooks', { name, graph })) as { id: string };
    return id;
  };
  return {
    playbook,
    /** A published playbook that asks before it sends a mail. */
    async askingPlaybook(name: string): Promise<string> {
      const id = await playbook(name, askThenSend);
      await api.ask('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
      return id;
    },
    async run(playbookId: string, input: JsonObject): Promise<string> {
      const started = await api.ask('POST', `/api/playbooks/${playbookId}/runs`, {
        from: 'published',
        input,
      });
      return (started as { runId: string }).runId;
    },
  };
}

export function aNode(key: string, type: string, title: string, row: number, config: JsonObject): GraphNode {
  return { id: key, type, typeVersion: 1, key, title, config, position: { x: 0, y: row * 130 } };
}

export function anEdge(source: string, sourcePort: string, target: string): Edge {
  return { id: `${source}-${sourcePort}-${target}`, source, sourcePort, target, targetPort: 'in' };
}

export function aGraph(nodes: GraphNode[], edges: Edge[] = []): Graph {
  return { formatVersion: graphFormatVersion, nodes, edges, notes: [] };
}

export const form = aNode('form', 'manual', 'Form', 0, {
  fields: [{ name: 'subject', kind: 'text' }],
});
export const mail = aNode('mail', 'send-mail', 'Send mail', 1, {
  to: 'nora@example.org',
  subject: '{{ trigger.subject }}',
  text: 'Hello Nora,\n\nit is on its way.',
  gate: { decides: 'ask', who: 'You' },
});
export const end = aNode('end', 'end', 'End', 2, { outcome: 'done' });

const askThenSend = aGraph(
  [form, mail, end],
  [anEdge('form', 'out', 'mail'), anEdge('mail', 'done', 'end'), anEdge('mail', 'rejected', 'end')],
);
