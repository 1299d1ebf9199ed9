import { describe, expect, it } from 'vitest';
import { aGraph, aNode } from '../../graph/graph-builders.test-support.ts';
import { retitle } from './retitle.ts';

const never = () => false;

describe('another title', () => {
  const graph = aGraph([
    aNode('a', { title: 'HTTP request', key: 'http_request_2' }),
    aNode('b', { title: 'Use', key: 'use', config: { text: '{{ steps.http_request_2.body }}' } }),
    aNode('c', { title: 'Own', key: 'my_name' }),
  ]);

  it('brings the name in expressions along, and everything that reads it', () => {
    const after = retitle(graph, 'a', 'Load orders', never);
    expect(after.nodes[0]).toMatchObject({ title: 'Load orders', key: 'load_orders' });
    expect(after.nodes[1]?.config).toEqual({ text: '{{ steps.load_orders.body }}' });
  });

  it('follows letter by letter, and never takes the name of another step', () => {
    const typed = ['U', 'Us', 'Use'].reduce((before, title) => retitle(before, 'a', title, never), graph);
    expect(typed.nodes[0]?.key).toBe('use_2');
    expect(typed.nodes[1]?.config).toEqual({ text: '{{ steps.use_2.body }}' });
  });

  it('leaves a name alone that the author gave', () => {
    expect(retitle(graph, 'c', 'Something else', never).nodes[2]?.key).toBe('my_name');
  });
});
