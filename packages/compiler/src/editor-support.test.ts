import { completions } from '@dayshift/expressions';
import { expect, test } from 'vitest';
import { answerOrRefund } from './a-graph.test-support.ts';
import { outputSchemaOf, stepsAt, typeScopeAt } from './available-at.ts';
import { diffGraphs } from './diff-graphs.ts';

test('the field picker offers what lies before a step, nearest first', () => {
  expect(
    stepsAt(answerOrRefund(), 'refund').map(({ key, isCertain }) => `${key}${isCertain ? '' : '?'}`),
  ).toEqual(['about', 'understand', 'orders', 'customer', 'mail']);
  expect(
    stepsAt(answerOrRefund(), 'answered').map(({ key, isCertain }) => `${key}${isCertain ? '' : '?'}`),
  ).toEqual(['refund?', 'reply?', 'draft?', 'about', 'understand', 'orders', 'customer', 'mail']);
});

test('the completion list knows the fields of the steps before', () => {
  const scope = typeScopeAt(answerOrRefund(), 'refund');
  const labels = (source: string) =>
    completions(source, source.length, scope).items.map(({ label }) => label);
  expect(labels('steps.customer.body.')).toEqual(expect.arrayContaining(['id', 'name']));
  expect(labels('trigger.sub')).toEqual(['subject', 'substring'].slice(0, 1));
  expect(labels('steps.understand.intent == "')).toEqual(['how_to', 'billing', 'complaint']);
  expect(labels('steps.ref')).toEqual([]);
});

test('an output made of expressions has their types', () => {
  const graph = answerOrRefund();
  const draft = graph.nodes.find(({ id }) => id === 'draft')!;
  draft.type = 'set-fields';
  draft.config = {
    fields: {
      text: 'Hi {{ trigger.fromName }}',
      total: '{{ steps.orders.body.orders.map(o, o.total).sum() }}',
    },
  };
  expect(outputSchemaOf(graph, 'draft')).toMatchObject({
    properties: { text: { type: 'string' }, total: { type: 'number' } },
    required: ['text', 'total'],
  });
});

test('a difference reads as sentences', () => {
  const before = answerOrRefund();
  const after = structuredClone(before);
  const refund = after.nodes.find(({ id }) => id === 'refund')!;
  refund.config.body = { ...(refund.config.body as object), reason_code: 'customer_request' };
  refund.position = { x: 900, y: 1 };
  const wait = after.nodes.find(({ id }) => id === 'holding')!;
  wait.title = 'We have it';
  after.nodes = after.nodes.filter(({ id }) => id !== 'handed_over');
  after.edges = after.edges.filter(({ target }) => target !== 'handed_over');
  after.edges.push({
    id: 'new',
    source: 'about',
    sourcePort: 'otherwise',
    target: 'draft',
    targetPort: 'in',
  });
  const changes = diffGraphs(before, after);
  expect(changes.map(({ text }) => text)).toEqual([
    '“Refund”: Body › reason_code was added: “customer_request”.',
    '“Holding reply” is called “We have it” now.',
    '“A person takes over” was removed.',
    '“What is it about?” › complaint leads to “Draft a reply”.',
    '“Reply, after a yes” › rejected no longer leads to “A person takes over”.',
    '“Reply, after a yes” › nobody answered no longer leads to “A person takes over”.',
    '“Refund” › rejected no longer leads to “A person takes over”.',
    '“Refund” › if it fails no longer leads to “A person takes over”.',
    '“Holding reply” no longer leads to “A person takes over”.',
  ]);
  expect(changes[0]).toMatchObject({ nodeId: 'refund', field: 'config.body.reason_code' });
});
