import { type Graph, type GraphNode, graphFormatVersion, type JsonObject } from '@dayshift/model';
import type { Session } from './session.ts';

/** Webhook → effect a → wait → effect b after a yes → effect c. Every effect names its run and itself in its body. */
export async function publishWaitingPlaybook(
  session: Session,
  receiverUrl: string,
): Promise<{ id: string; hook: string }> {
  const graph = waitingGraph(receiverUrl);
  const { id } = await session.send<{ id: string }>('POST', '/api/playbooks', { name: 'Waiting', graph });
  const { draftRevision } = await session.get<{ draftRevision: number }>(`/api/playbooks/${id}`);
  await session.send('POST', `/api/playbooks/${id}/publish`, { ifRevision: draftRevision });
  return { id, hook: `${session.url}/hooks/${id}/hook` };
}

function waitingGraph(receiverUrl: string): Graph {
  const effect = (name: string, gate?: JsonObject): GraphNode =>
    node(name, 'http-request', {
      method: 'POST',
      url: `${receiverUrl}/slow/300`,
      honoursKey: 'yes',
      body: { run: '{{ trigger.body.n }}', effect: name },
      ...(gate ? { gate } : {}),
    });
  const nodes = [
    node('hook', 'webhook', { respond: 'accepted', example: { n: 1 } }),
    effect('a'),
    node('pause', 'wait', { how: 'for', duration: { amount: 4, unit: 'seconds' } }),
    effect('b', { decides: 'ask', due: { amount: 4, unit: 'hours' } }),
    effect('c'),
    node('finish', 'end', { outcome: 'finished' }),
  ];
  const edges = nodes.slice(1).map((each, index) => {
    const source = nodes[index] as GraphNode;
    const sourcePort = source.id === 'hook' ? 'out' : 'done';
    return { id: `e${index}`, source: source.id, sourcePort, target: each.id, targetPort: 'in' };
  });
  return { formatVersion: graphFormatVersion, nodes, edges, notes: [] };
}

let count = 0;

function node(id: string, type: string, config: JsonObject): GraphNode {
  count += 1;
  return { id, type, typeVersion: 1, key: id, title: id, config, position: { x: 0, y: 140 * count } };
}
