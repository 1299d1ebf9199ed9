import type { Graph, GraphNode } from '@dayshift/model';
import { draw, drawGraph } from './draw.ts';

/** Between two steps, so that cards of usual size do not touch. */
const column = 280;
const row = 140;
const nodesPerBlock = 10;

/**
 * A playbook of exactly so many nodes in the mix that an author of support work draws: look-ups side by side, fields put
 * together, a switch, AI, a mail after a yes. Blocks of ten, each reading what came before it, in rows of about a screen's shape.
 */
export function largePlaybook(nodeCount: number): Graph {
  const nodes: GraphNode[] = [
    draw('hook', 'webhook', {
      respond: 'accepted',
      example: { order: '10442', from: 'ada@customer.example', text: 'Where is it?', total: 49 },
    }),
  ];
  const arrows: string[] = [];
  const blocks = Math.floor((nodeCount - 1) / nodesPerBlock);
  const perRow = Math.max(1, Math.round(Math.sqrt(blocks * 0.33)));
  let before = 'hook:out';
  for (let index = 0; index < blocks; index += 1) {
    const left = column + (index % perRow) * 8 * column;
    const top = Math.floor(index / perRow) * 4 * row;
    nodes.push(...block(index, left, top));
    arrows.push(`${before}>load${index}`, ...arrowsIn(index));
    before = `sum${index}:done`;
  }
  for (let rest = 0; nodes.length < nodeCount; rest += 1) {
    const place = { x: rest * column, y: Math.ceil(blocks / perRow) * 4 * row };
    nodes.push(
      draw(
        `rest${rest}`,
        'set-fields',
        { fields: { order: '{{ trigger.body.order }}' } },
        { position: place },
      ),
    );
    arrows.push(`${before}>rest${rest}`);
    before = `rest${rest}:done`;
  }
  return drawGraph(nodes, arrows);
}

function block(index: number, left: number, top: number): GraphNode[] {
  const at = (columns: number, rows: number) => ({
    position: { x: left + columns * column, y: top + rows * row },
  });
  const earlier = index === 0 ? '0' : `steps.sum${index - 1}.total`;
  const url = (path: string) => `https://desk.example/${path}/{{ trigger.body.order }}`;
  return [
    draw(
      `load${index}`,
      'http-request',
      {
        method: 'GET',
        url: url('customers'),
        query: { email: '{{ trigger.body.from.trim() }}' },
        example: { id: 'c1', name: 'Ada', orders: [{ id: '10442', total: 49 }] },
      },
      { title: `Load customer ${index}`, ...at(0, 1) },
    ),
    draw(
      `facts${index}`,
      'set-fields',
      {
        fields: {
          name: `{{ steps.load${index}.body.name }}`,
          spent: `{{ steps.load${index}.body.orders.map(o, o.total).sum() + ${earlier} }}`,
        },
      },
      { title: `Facts ${index}`, ...at(1, 0) },
    ),
    draw(
      `stock${index}`,
      'http-request',
      { method: 'GET', url: url('stock'), example: { left: 4 } },
      { title: `Stock ${index}`, ...at(1, 2) },
    ),
    draw(
      `both${index}`,
      'set-fields',
      { fields: { line: `{{ steps.facts${index}.name }}: {{ steps.stock${index}.body.left }} left` } },
      { title: `Both ${index}`, join: 'all', ...at(2, 1) },
    ),
    draw(
      `large${index}`,
      'switch',
      {
        cases: [
          {
            port: 'large',
            label: 'large',
            when: `steps.facts${index}.spent > 50 && trigger.body.total > 10`,
          },
        ],
        otherwise: 'small',
      },
      { title: `A large order? ${index}`, ...at(3, 1) },
    ),
    draw(
      `read${index}`,
      'ai-extract',
      {
        text: '{{ trigger.body.text }}',
        instructions: `The customer is {{ steps.facts${index}.name }}.`,
        fields: [
          { name: 'intent', kind: 'choice', options: ['how_to', 'billing', 'complaint'] },
          { name: 'amount', kind: 'number', isRequired: false },
        ],
      },
      { title: `Understand ${index}`, ...at(4, 0) },
    ),
    draw(
      `draft${index}`,
      'ai-draft',
      {
        instructions: 'Answer the customer’s question.',
        material: `{{ trigger.body.text }} {{ steps.read${index}.intent }}`,
      },
      { title: `Draft ${index}`, ...at(5, 0) },
    ),
    draw(
      `reply${index}`,
      'send-mail',
      {
        to: '{{ trigger.body.from }}',
        subject: `About {{ trigger.body.order }}`,
        text: `{{ steps.draft${index}.text }}`,
        gate: { decides: 'ask', due: { amount: 4, unit: 'hours' } },
      },
      { title: `Reply, after a yes ${index}`, ...at(6, 0) },
    ),
    draw(
      `note${index}`,
      'set-fields',
      { fields: { note: `Small: {{ steps.both${index}.line }}` } },
      { title: `Note ${index}`, ...at(4, 2) },
    ),
    draw(
      `sum${index}`,
      'set-fields',
      { fields: { total: `{{ steps.facts${index}.spent * 2 }}`, line: `{{ steps.both${index}.line }}` } },
      { title: `Sum ${index}`, join: 'any', ...at(7, 1) },
    ),
  ];
}

function arrowsIn(index: number): string[] {
  return [
    'load:done>facts',
    'load:done>stock',
    'facts:done>both',
    'stock:done>both',
    'both:done>large',
    'large:large>read',
    'large:otherwise>note',
    'read:done>draft',
    'draft:done>reply',
    'reply:done>sum',
    'reply:rejected>sum',
    'reply:expired>sum',
    'note:done>sum',
  ].map((arrow) => arrow.replace(':', `${index}:`) + index);
}
