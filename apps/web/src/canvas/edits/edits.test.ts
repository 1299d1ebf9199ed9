import { graphSchema } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { aGraph, aNode, testPorts } from '../../graph/graph-builders.test-support.ts';
import { absolutePosition, findNode } from '../../graph/graph-facts.ts';
import { addNode } from './add-node.ts';
import { changeConfig } from './change-node.ts';
import { connect, whyNotConnect } from './connect.ts';
import { clipFromText, clipToText, copyParts, duplicateParts, pasteParts } from './copy-parts.ts';
import { deleteParts, noParts } from './delete-parts.ts';
import { fitContainers } from './fit-containers.ts';
import { insertAfter, insertOnEdge } from './insert-node.ts';
import { moveParts, nudgeParts } from './move-parts.ts';
import { renameKey, whyNotKey } from './rename-key.ts';
import { reparentNodes } from './reparent-nodes.ts';

const made = { type: 'set-fields', typeVersion: 1, title: 'Set fields', config: {} };
const never = () => false;
/** The insert went through; a missing one fails the test here. */
function done<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('nothing was inserted');
  return value;
}
const arrows = (graph: { edges: { source: string; sourcePort: string; target: string }[] }) =>
  graph.edges.map((edge) => `${edge.source}:${edge.sourcePort} > ${edge.target}`).sort();

describe('adding', () => {
  it('gives a new step a free key made from its title and a place on the grid', () => {
    const first = addNode(aGraph([]), made, { position: { x: 13, y: 27 } });
    const second = addNode(first.graph, made, { position: { x: 0, y: 0 } });
    expect(second.graph.nodes.map((node) => node.key)).toEqual(['set_fields', 'set_fields_2']);
    expect(first.graph.nodes[0]?.position).toEqual({ x: 10, y: 30 });
  });

  it('puts a step dropped on an arrow between its ends and moves what follows down', () => {
    const graph = aGraph(
      [aNode('a'), aNode('b', { position: { x: 0, y: 110 } }), aNode('c', { position: { x: 0, y: 220 } })],
      ['a > b', 'b > c'],
    );
    const added = done(insertOnEdge(graph, made, graph.edges[0]?.id ?? '', testPorts));
    const id = added.nodeId;
    expect(arrows(added.graph)).toEqual([`a:done > ${id}`, 'b:done > c', `${id}:done > b`].sort());
    expect(added.graph.nodes.map((node) => node.position.y)).toEqual([0, 220, 330, 110]);
  });

  it('inserts after the selected step, through its only arrow', () => {
    const graph = aGraph([aNode('a'), aNode('b', { position: { x: 0, y: 300 } })], ['a > b']);
    const added = done(insertAfter(graph, made, { nodeId: 'a' }, testPorts));
    expect(arrows(added.graph)).toEqual([`a:done > ${added.nodeId}`, `${added.nodeId}:done > b`].sort());
  });

  it('uses the first exit of a switch that leads nowhere yet', () => {
    const graph = aGraph(
      [aNode('s', { type: 'switch', config: { cases: ['yes', 'no'] } }), aNode('b')],
      ['s:yes > b'],
    );
    const added = done(insertAfter(graph, made, { nodeId: 's' }, testPorts));
    expect(arrows(added.graph)).toContain(`s:no > ${added.nodeId}`);
  });

  it('stands beside a card that is already below', () => {
    const graph = aGraph(
      [
        aNode('s', { type: 'switch', config: { cases: ['yes', 'no'] } }),
        aNode('b', { position: { x: 0, y: 110 } }),
      ],
      ['s:yes > b'],
    );
    const added = done(insertAfter(graph, made, { nodeId: 's' }, testPorts));
    expect(findNode(added.graph, added.nodeId)?.position.x).toBeGreaterThanOrEqual(224);
  });
});

describe('connecting', () => {
  const graph = aGraph(
    [
      aNode('start', { type: 'trigger', title: 'Mail received' }),
      aNode('a'),
      aNode('b'),
      aNode('end', { type: 'end' }),
      aNode('each', { type: 'container', title: 'For each order', size: { width: 400, height: 300 } }),
      aNode('in1', { parentId: 'each', title: 'Refund' }),
    ],
    ['start > a', 'a > b'],
  );
  const refuse = (source: string, target: string, sourcePort = 'done') =>
    whyNotConnect(graph, { source, sourcePort, target }, testPorts);

  it('says why an arrow may not be drawn', () => {
    expect(refuse('a', 'start')).toContain('starts the playbook');
    expect(refuse('a', 'a')).toContain('cannot lead to itself');
    expect(refuse('b', 'a')).toContain('round in a circle');
    expect(refuse('a', 'b')).toContain('connected already');
    expect(refuse('end', 'a')).toContain('ends the run');
    expect(refuse('a', 'b', 'nonsense')).toContain('no exit called');
    expect(refuse('a', 'in1')).toContain('do not cross its border');
    expect(refuse('each', 'in1')).toContain('start by themselves');
    expect(refuse('a', 'gone')).toContain('is gone');
  });

  it('draws the allowed ones and leaves the graph alone otherwise', () => {
    expect(refuse('b', 'end')).toBeUndefined();
    expect(connect(graph, { source: 'b', sourcePort: 'done', target: 'end' }, testPorts).edges).toHaveLength(
      3,
    );
    expect(connect(graph, { source: 'b', sourcePort: 'done', target: 'a' }, testPorts)).toBe(graph);
  });
});

describe('deleting and moving', () => {
  it('takes what is inside a container, and loose arrows, with it', () => {
    const graph = aGraph([aNode('a'), aNode('each'), aNode('x', { parentId: 'each' })], ['a > each']);
    const left = deleteParts(graph, { ...noParts, nodeIds: ['each'] }, testPorts);
    expect(left.nodes.map((node) => node.id)).toEqual(['a']);
    expect(left.edges).toEqual([]);
  });

  it('joins what stood before and after a step in the middle', () => {
    const graph = aGraph([aNode('a'), aNode('b'), aNode('c'), aNode('d')], ['a > b', 'b > c', 'c > d']);
    expect(arrows(deleteParts(graph, { ...noParts, nodeIds: ['b'] }, testPorts))).toEqual([
      'a:done > c',
      'c:done > d',
    ]);
    expect(arrows(deleteParts(graph, { ...noParts, nodeIds: ['b', 'c'] }, testPorts))).toEqual([
      'a:done > d',
    ]);
  });

  it('joins by the way that was meant, and never across a switch that leads several ways', () => {
    const failing = aGraph(
      [aNode('a'), aNode('b'), aNode('c'), aNode('f')],
      ['a > b', 'b > c', 'b:error > f'],
    );
    expect(arrows(deleteParts(failing, { ...noParts, nodeIds: ['b'] }, testPorts))).toEqual(['a:done > c']);
    const split = aGraph(
      [aNode('a'), aNode('s', { type: 'switch', config: { cases: ['x', 'y'] } }), aNode('c'), aNode('d')],
      ['a > s', 's:x > c', 's:y > d'],
    );
    expect(deleteParts(split, { ...noParts, nodeIds: ['s'] }, testPorts).edges).toEqual([]);
  });

  it('moves a child with its container, not twice', () => {
    const graph = aGraph([
      aNode('each', { size: { width: 400, height: 300 } }),
      aNode('x', { parentId: 'each', position: { x: 40, y: 80 } }),
    ]);
    const moved = nudgeParts(graph, new Set(['each', 'x']), { x: 10, y: 0 });
    expect(moved.nodes.map((node) => node.position)).toEqual([
      { x: 10, y: 0 },
      { x: 40, y: 80 },
    ]);
  });

  it('is no edit when nothing moved', () => {
    const graph = aGraph([aNode('a')]);
    expect(moveParts(graph, new Map([['a', { x: 0, y: 0 }]]))).toBe(graph);
  });

  it('removes the arrows of a case that was removed', () => {
    const config = { cases: ['yes', 'no'] };
    const graph = aGraph([aNode('s', { type: 'switch', config }), aNode('b')], ['s:yes > b', 's:no > b']);
    expect(arrows(changeConfig(graph, 's', { cases: ['yes'] }, testPorts))).toEqual(['s:yes > b']);
  });
});

describe('containers', () => {
  const graph = aGraph(
    [
      aNode('each', { type: 'container', position: { x: 100, y: 100 }, size: { width: 300, height: 200 } }),
      aNode('a', { position: { x: 160, y: 200 } }),
      aNode('b', { position: { x: 160, y: 400 } }),
    ],
    ['a > b'],
  );

  it('keeps a step where it is on the screen when it is dropped into one, and leads its arrows there', () => {
    const { graph: inside, removedEdges } = reparentNodes(graph, ['a'], 'each', testPorts);
    const a = findNode(inside, 'a');
    expect(a?.parentId).toBe('each');
    expect(a && absolutePosition(inside, a)).toEqual({ x: 160, y: 200 });
    expect(removedEdges).toBe(0);
    const back = reparentNodes(inside, ['a'], undefined, testPorts).graph;
    expect(findNode(back, 'a')).toEqual(findNode(graph, 'a'));
  });

  it('never goes into itself', () => {
    const nested = aGraph([aNode('outer'), aNode('inner', { parentId: 'outer' })]);
    expect(reparentNodes(nested, ['outer'], 'inner', testPorts).graph).toBe(nested);
  });

  it('grows until what is inside fits, the inner ones first', () => {
    const grown = fitContainers(
      aGraph([
        aNode('outer', { size: { width: 100, height: 100 } }),
        aNode('inner', { parentId: 'outer', position: { x: 24, y: 64 }, size: { width: 100, height: 100 } }),
        aNode('x', { parentId: 'inner', position: { x: 24, y: 300 } }),
      ]),
    );
    expect(findNode(grown, 'inner')?.size).toEqual({ width: 272, height: 410 });
    expect(findNode(grown, 'outer')?.size).toEqual({ width: 320, height: 514 });
    expect(fitContainers(grown)).toBe(grown);
  });
});

describe('copying', () => {
  const graph = aGraph(
    [
      aNode('load', { config: { url: 'https://example.test/{{ trigger.id }}' } }),
      aNode('reply', { config: { text: 'Hello {{ steps.load.name }}, re {{ steps.other.id }}' } }),
      aNode('other'),
    ],
    ['load > reply', 'other > load'],
  );

  it('pastes under new ids and free keys, and what the copies read from each other follows', () => {
    const clip = clipFromText(clipToText(copyParts(graph, { ...noParts, nodeIds: ['load', 'reply'] })));
    expect(clip).toBeDefined();
    if (!clip) return;
    const { graph: after, parts } = pasteParts(graph, clip, { by: { x: 40, y: 0 } }, never);
    const [load, reply] = parts.nodeIds.map((id) => findNode(after, id));
    expect(load?.key).toBe('load_2');
    expect(reply?.config.text).toBe('Hello {{ steps.load_2.name }}, re {{ steps.other.id }}');
    expect(arrows(after)).toContain(`${load?.id}:done > ${reply?.id}`);
    expect(new Set(after.nodes.map((node) => node.id)).size).toBe(5);
  });

  it('keeps the keys where they are free, as in another playbook', () => {
    const clip = copyParts(graph, { ...noParts, nodeIds: ['load', 'reply'] });
    const { graph: after } = pasteParts(aGraph([]), clip, { by: { x: 0, y: 0 } }, never);
    expect(after.nodes.map((node) => node.key)).toEqual(['load', 'reply']);
    expect(after.nodes[1]?.config).toEqual(graph.nodes[1]?.config);
  });

  it('copies a container with what is inside', () => {
    const nested = aGraph([
      aNode('each', { size: { width: 400, height: 300 } }),
      aNode('x', { parentId: 'each', position: { x: 40, y: 80 } }),
    ]);
    const { graph: after } = duplicateParts(nested, { ...noParts, nodeIds: ['each'] }, never);
    expect(after.nodes).toHaveLength(4);
    expect(after.nodes[3]?.parentId).toBe(after.nodes[2]?.id);
  });

  it('ignores everything else that may be on a clipboard', () => {
    expect(clipFromText('hello')).toBeUndefined();
    expect(clipFromText('{"dayshift":"steps","nodes":[{"id":1}]}')).toBeUndefined();
    expect(clipFromText('{"dayshift"')).toBeUndefined();
  });
});

describe('renaming a key', () => {
  const graph = aGraph([
    aNode('load'),
    aNode('loader'),
    aNode('use', {
      config: {
        when: 'steps.load.total > 3 && "steps.load" != x.steps.load',
        text: 'steps.load is {{ steps.load.total + steps.loader.n }} {{ steps["load"].id }} {{ steps.?load }}',
      },
    }),
  ]);

  it('rewrites what reads it, and nothing that only looks like it', () => {
    const renamed = renameKey(graph, 'load', 'order', (_type, path) => path === 'when');
    expect(findNode(renamed, 'use')?.config).toEqual({
      when: 'steps.order.total > 3 && "steps.load" != x.steps.load',
      text: 'steps.load is {{ steps.order.total + steps.loader.n }} {{ steps["order"].id }} {{ steps.?order }}',
    });
    expect(graphSchema.safeParse(renamed).success).toBe(true);
  });

  it('refuses keys that are taken or malformed', () => {
    expect(whyNotKey(graph, 'load', 'loader')).toContain('has this key already');
    expect(whyNotKey(graph, 'load', 'Load it')).toContain('small letter');
    expect(renameKey(graph, 'load', 'loader', never)).toBe(graph);
  });
});
