import { type Edge, type Graph, type GraphNode, graphFormatVersion, type JsonObject } from '@dayshift/model';

/** A graph out of nodes and arrows like `start:out>fetch`. */
export function aGraph(nodes: readonly GraphNode[], arrows: readonly string[]): Graph {
  return { formatVersion: graphFormatVersion, nodes: [...nodes], edges: arrows.map(arrow), notes: [] };
}

export function aNode(
  id: string,
  type: string,
  config: JsonObject,
  more: Partial<GraphNode> = {},
): GraphNode {
  return { id, type, typeVersion: 1, key: id, title: id, config, position: { x: 0, y: 0 }, ...more };
}

function arrow(text: string): Edge {
  const [, source = '', sourcePort = '', target = ''] = /^(\w+):([\w-]+)>(\w+)$/.exec(text) ?? [];
  return { id: text.replaceAll(/[^\w]/g, '-'), source, sourcePort, target, targetPort: 'in' };
}

/** Looks something up, then sends it (`gate`: after a yes), then ends. */
export function lookUpAndSend(
  gate: JsonObject = { decides: 'alone' },
  body: JsonObject = { sum: '{{ steps.look.body.sum }}' },
): Graph {
  return aGraph(
    [
      aNode('start', 'manual', { fields: [{ name: 'order', kind: 'text' }] }),
      aNode('look', 'http-request', {
        method: 'GET',
        url: 'https://desk.example/orders/{{ trigger.order }}',
      }),
      aNode('send', 'http-request', {
        method: 'POST',
        url: 'https://desk.example/refunds',
        body,
        honoursKey: 'yes',
        gate,
      }),
      aNode('done', 'end', { outcome: 'refunded', output: { id: '{{ steps.send.body.id }}' } }),
    ],
    ['start:out>look', 'look:done>send', 'send:done>done'],
  );
}
