import type { Graph, GraphNode, JsonObject } from '@dayshift/model';
import { findNodeType } from '@dayshift/nodes';

type NodeSketch = Partial<Omit<GraphNode, 'config'>> & { type: string; config?: JsonObject };

/** A graph from sketches: `nodes` by id, arrows as `source:port>target`. Everything not said is as the palette makes it. */
export function aGraph(nodes: Record<string, NodeSketch>, arrows: readonly string[] = []): Graph {
  return {
    formatVersion: 1,
    nodes: Object.entries(nodes).map(([id, sketch]) => ({
      id,
      typeVersion: 1,
      key: id,
      title: id,
      position: { x: 0, y: 0 },
      ...sketch,
      config: sketch.config ?? findNodeType(sketch.type)?.starter ?? {},
    })),
    edges: arrows.map((arrow, index) => {
      const [, source = '', sourcePort = '', target = ''] = /^(.+?):(.+?)>(.+)$/.exec(arrow) ?? [];
      return { id: `e${index}`, source, sourcePort, target, targetPort: 'in' };
    }),
    notes: [],
  };
}

/** “Answer or refund”: a first cut of the support worker's playbook. */
export function answerOrRefund(): Graph {
  return aGraph(
    {
      mail: { type: 'mail-received', title: 'Mail received', config: { to: 'support@dayshift.example' } },
      customer: {
        type: 'http-request',
        title: 'Load customer',
        config: {
          method: 'GET',
          url: 'http://127.0.0.1:4010/customers',
          query: { email: '{{ trigger.from }}' },
          example: { id: 'c1', name: 'Ada' },
        },
      },
      orders: {
        type: 'http-request',
        title: 'Load orders',
        config: {
          method: 'GET',
          url: 'http://127.0.0.1:4010/orders?email={{ trigger.from }}',
          example: { orders: [{ id: '10442', total: 49 }] },
        },
      },
      understand: {
        type: 'ai-extract',
        title: 'Understand the mail',
        config: {
          text: '{{ trigger.subject }}\n\n{{ trigger.text }}',
          instructions:
            'The customer is {{ steps.customer.body.name }} and has {{ size(steps.orders.body.orders) }} orders.',
          fields: [
            { name: 'intent', kind: 'choice', options: ['how_to', 'billing', 'complaint'] },
            { name: 'amount', kind: 'number', isRequired: false },
            { name: 'order', kind: 'text', isRequired: false },
          ],
        },
      },
      about: {
        type: 'switch',
        title: 'What is it about?',
        config: {
          on: 'steps.understand.intent',
          cases: [
            { port: 'how-to', is: 'how_to' },
            { port: 'billing', is: 'billing' },
          ],
          otherwise: 'complaint',
        },
      },
      draft: {
        type: 'ai-draft',
        title: 'Draft a reply',
        config: { instructions: 'Answer the question.', material: '{{ trigger.text }}' },
      },
      reply: {
        type: 'send-mail',
        title: 'Reply, after a yes',
        config: {
          to: '{{ trigger.from }}',
          subject: 'Re: {{ trigger.subject }}',
          text: '{{ steps.draft.text }}',
          inReplyTo: '{{ trigger.messageId }}',
          gate: { decides: 'ask', due: { amount: 4, unit: 'hours' } },
        },
      },
      refund: {
        type: 'http-request',
        title: 'Refund',
        config: {
          method: 'POST',
          url: 'http://127.0.0.1:4010/refunds',
          body: { order: '{{ steps.understand.order }}', amount: '{{ steps.understand.amount.orValue(0) }}' },
          gate: { decides: 'ask-when', when: 'steps.understand.amount.orValue(0) > 50' },
        },
      },
      holding: {
        type: 'send-mail',
        title: 'Holding reply',
        config: { to: '{{ trigger.from }}', subject: 'We have it', text: 'We have it and will call you.' },
      },
      handed_over: { type: 'end', title: 'A person takes over', config: { outcome: 'handed over' } },
      answered: { type: 'end', title: 'Answered', config: { outcome: 'answered' } },
    },
    [
      'mail:out>customer',
      'mail:out>orders',
      'customer:done>understand',
      'orders:done>understand',
      'understand:done>about',
      'about:how-to>draft',
      'draft:done>reply',
      'reply:done>answered',
      'reply:rejected>handed_over',
      'reply:expired>handed_over',
      'about:billing>refund',
      'refund:done>answered',
      'refund:rejected>handed_over',
      'refund:error>handed_over',
      'about:otherwise>holding',
      'holding:done>handed_over',
    ],
  );
}

/** Titles for problems in a readable form: `PB3002 node.field`. */
export function told(
  problems: readonly { code: string; nodeId?: string | undefined; field?: string | undefined }[],
): string[] {
  return problems.map(
    ({ code, nodeId, field }) => `${code} ${nodeId ?? '-'}${field === undefined ? '' : `.${field}`}`,
  );
}
