import type { Graph } from '@dayshift/model';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { canvasOf } from './support/canvas.ts';
import { type Desk, testAtOneDesk as test } from './support/desk.ts';
import { aGraph, aNode, anEdge, form, prepare } from './support/prepared.ts';
import { eventually, seen } from './support/wait.ts';

// What a hand does on the canvas, and what is saved afterwards: the screen and the draft have to say the same.

const set = (key: string, title: string, row: number) =>
  aNode(key, 'set-fields', title, row, { fields: { a: 1 } });
const each = {
  ...aNode('each', 'for-each', 'For each line', 0, { items: '[1, 2]', concurrency: 2 }),
  position: { x: 400, y: 100 },
  size: { width: 420, height: 320 },
};

test('a selection that is dragged is dropped once, its arrows stay, and one undo takes it back', async ({
  desk,
}) => {
  const { page, canvas, draft } = await open(desk, 'Dragged', [
    form,
    set('one', 'One', 1),
    set('two', 'Two', 2),
    each,
  ]);
  await page.keyboard.down('Shift');
  const from = await boxOf(canvas.card('One'));
  const to = await boxOf(canvas.card('Two'));
  await drag(page, { x: from.x - 12, y: from.y - 12 }, { x: to.x + to.width + 12, y: to.y + to.height + 30 });
  await page.keyboard.up('Shift');
  const selection = page.locator('.react-flow__nodesselection-rect');
  await seen(selection);
  const frame = await boxOf(page.locator('.react-flow__node-container'));
  const held = await boxOf(selection);
  // Held by its upper edge and let go inside the frame, so that most of it hangs out below.
  await drag(
    page,
    { x: held.x + held.width / 2, y: held.y + 10 },
    { x: frame.x + frame.width / 2, y: frame.y + frame.height * 0.6 },
  );
  await canvas.isSaved();
  const after = await draft();
  expect(after.nodes.filter((node) => node.parentId === 'each').map((node) => node.key)).toEqual([
    'one',
    'two',
  ]);
  expect(after.edges.map((edge) => `${edge.source} > ${edge.target}`)).toContain('one > two');
  const [one, two] = ['one', 'two'].map((key) => after.nodes.find((node) => node.key === key)?.position);
  // They keep their distance to each other: dropped twice, they would fly apart and out.
  expect((two?.y ?? 0) - (one?.y ?? 0)).toBe(130);
  expect(one?.x).toBeLessThan(420);
  await canvas.undo();
  await canvas.isSaved();
  expect((await draft()).nodes.filter((node) => node.parentId !== undefined)).toEqual([]);
});

test('a container that is dragged over is lit and says what it would do, and the pointer decides', async ({
  desk,
}) => {
  const { page, canvas, draft } = await open(desk, 'Lit', [form, set('one', 'One', 1), each]);
  const card = await boxOf(canvas.card('One'));
  const frame = await boxOf(page.locator('.react-flow__node-container'));
  await page.mouse.move(card.x + card.width - 8, card.y + 20);
  await page.mouse.down();
  await page.mouse.move(card.x + card.width, card.y + 30, { steps: 3 });
  // The card's middle is still outside.
  await page.mouse.move(frame.x + 30, frame.y + frame.height / 2, { steps: 6 });
  await seen(page.getByText('Into “For each line”: done once per item'));
  await page.mouse.up();
  await canvas.isSaved();
  expect((await draft()).nodes.find((node) => node.key === 'one')?.parentId).toBe('each');
});

test('what is resized keeps its size: a container by its corner, a note too', async ({ desk }) => {
  const { page, canvas, draft } = await open(desk, 'Resized', [form, each], {
    notes: [
      { id: 'note', text: 'Mind the gap', position: { x: -60, y: 200 }, size: { width: 220, height: 120 } },
    ],
  });
  for (const [what, id] of [
    ['.react-flow__node-container', 'each'],
    ['.react-flow__node-note', 'note'],
  ] as const) {
    const card = page.locator(what);
    const box = await boxOf(card);
    await page.mouse.click(box.x + 40, box.y + 14);
    const corner = await boxOf(card.locator('.react-flow__resize-control.handle.bottom.right'));
    const middle = { x: corner.x + corner.width / 2, y: corner.y + corner.height / 2 };
    await drag(page, middle, { x: middle.x + 60, y: middle.y + 40 });
    await canvas.isSaved();
    const before = id === 'each' ? each.size : { width: 220, height: 120 };
    const drawn = await draft();
    const size = [...drawn.nodes, ...drawn.notes].find((part) => part.id === id)?.size;
    expect(size?.width).toBeGreaterThan(before.width + 30);
    expect(size?.height).toBeGreaterThan(before.height + 20);
  }
});

test('/ never stacks cards, goes inside a selected container, and a deleted step leaves no gap', async ({
  desk,
}) => {
  const { page, canvas, draft } = await open(desk, 'Slashed', [form, each]);
  for (let count = 0; count < 2; count += 1) {
    await page.keyboard.press('Escape');
    await insert(page, 'wait');
  }
  await canvas.isSaved();
  const waits = (await draft()).nodes.filter((node) => node.type === 'wait');
  expect(Math.abs((waits[0]?.position.y ?? 0) - (waits[1]?.position.y ?? 0))).toBeGreaterThanOrEqual(80);

  await page.locator('.react-flow__node-container').click({ position: { x: 60, y: 14 } });
  await insert(page, 'set fields');
  await insert(page, 'http');
  await insert(page, 'set fields');
  await canvas.isSaved();
  const inside = (await draft()).nodes.filter((node) => node.parentId === 'each');
  expect(inside.map((node) => node.type)).toEqual(['set-fields', 'http-request', 'set-fields']);

  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Delete');
  await canvas.isSaved();
  const after = await draft();
  const [first, last] = after.nodes.filter((node) => node.parentId === 'each');
  expect(after.edges.some((edge) => edge.source === first?.id && edge.target === last?.id)).toBe(true);
});

async function open(desk: Desk, name: string, nodes: Graph['nodes'], more: Partial<Graph> = {}) {
  const edges = nodes.slice(0, -1).flatMap((node, at) => {
    const next = nodes[at + 1];
    return next && next.type !== 'for-each' ? [anEdge(node.id, node === form ? 'out' : 'done', next.id)] : [];
  });
  const id = await prepare(desk.api).playbook(name, { ...aGraph(nodes, edges), ...more });
  const page = await desk.open(`/playbooks/${id}`);
  const canvas = canvasOf(page);
  await seen(canvas.card('Form'));
  return {
    page,
    canvas,
    async draft() {
      // The API answers with the playbook and its draft.
      const { draft } = (await desk.api.ask('GET', `/api/playbooks/${id}`)) as { draft: Graph };
      return draft;
    },
  };
}

type Place = { x: number; y: number };

async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 8, from.y + 8, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

async function boxOf(what: Locator) {
  await seen(what);
  const box = await what.first().boundingBox();
  if (!box) throw new Error('It is not on the page.');
  return box;
}

async function insert(page: Page, words: string): Promise<void> {
  const before = await page.locator('.react-flow__node').count();
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await eventually(() => page.locator('.react-flow__node').count()).toBe(before + 1);
}
