import { describe, expect, it } from 'vitest';
import { aGraph, aNode } from '../../graph/graph-builders.test-support.ts';
import { realEffectsOf } from './real-effects.ts';

const mail = (id: string, decides: string, more = {}) =>
  aNode(id, {
    type: 'send-mail',
    config: { to: 'a@b.example', subject: 's', text: 't', gate: { decides } },
    ...more,
  });
const graph = aGraph(
  [
    aNode('form', { type: 'manual', config: { fields: [] } }),
    aNode('other', { type: 'manual', config: { fields: [] } }),
    mail('alone', 'alone'),
    mail('asked', 'ask'),
    mail('off', 'alone', { isDisabled: true }),
    mail('elsewhere', 'alone'),
    aNode('each', { type: 'for-each', config: { items: '[1]' } }),
    mail('inside', 'alone', { parentId: 'each' }),
    aNode('read', { type: 'http-request', config: { method: 'GET', url: 'https://desk.example' } }),
  ],
  ['form:out > read', 'read > alone', 'alone > asked', 'asked > off', 'off > each', 'other:out > elsewhere'],
);

describe('trying a draft', () => {
  it('names what would really be sent from its start, and who is asked before', () => {
    expect(realEffectsOf(graph, 'form').map(({ node, asks }) => [node.id, asks])).toEqual([
      ['alone', 'never'],
      ['asked', 'always'],
      ['inside', 'never'],
    ]);
  });
});
