import type { Graph } from '@dayshift/model';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { canvasOf } from './support/canvas.ts';
import { type Desk, testAtOneDesk as test } from './support/desk.ts';
import { aGraph, aNode, anEdge, end, form, mail, prepare } from './support/prepared.ts';
import { eventually, gone, seen } from './support/wait.ts';

// Everything that can be drawn by hand can be drawn with keys, on the canvas and in the outline.

const each = {
  ...aNode('each', 'for-each', 'For each line', 0, { items: '[1, 2]', concurrency: 2 }),
  position: { x: 400, y: 420 },
  size: { width: 420, height: 320 },
};

test('two steps are connected by a chosen exit, and a container is filled, with keys alone', async ({
  desk,
}) => {
  const { page, canvas, draft } = await open(
    desk,
    'By keys',
    [form, mail, end, each],
    [anEdge('form', 'out', 'mail')],
  );
  await seen(canvas.card('Form'));
  // Tab goes along the flow.
  await page.getByRole('combobox', { name: 'Insert a step' }).focus();
  const order: string[] = [];
  for (let stop = 0; stop < 6 && order.length < 3; stop += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    if (/^(Form|Send mail|For each line|End)/.test(label)) order.push(label.split(/[,.]/)[0] ?? '');
  }
  expect(order.slice(0, 2)).toEqual(['Form', 'Send mail']);

  await select(page, 'mail');
  await page.keyboard.press('c');
  await choose(page, 'by which exit', 'rejected');
  await choose(page, '(rejected) to', 'End');
  await eventually(() => arrowsOf(draft)).toContain('mail:rejected > end');
  await seen(page.getByRole('status').filter({ hasText: 'rejected leads to End' }));

  await select(page, 'end');
  await page.keyboard.press('m');
  await choose(page, 'Move “End”', 'Into “For each line”');
  await eventually(() => draft().then(parentOf('end'))).toBe('each');
  await page.keyboard.press('m');
  await choose(page, 'Move “End”', 'Onto the canvas');
  await eventually(() => draft().then(parentOf('end'))).toBeUndefined();
});

test('the outline inserts, connects, moves, cuts and deletes', async ({ desk }) => {
  const { page, draft } = await open(
    desk,
    'By outline',
    [form, mail, end, each],
    [anEdge('form', 'out', 'mail'), anEdge('mail', 'done', 'end')],
    '?tab=outline',
  );
  const step = (name: string) => page.locator('[data-outline-step]').filter({ hasText: name }).first();
  await step('Send mail').focus();
  await page.keyboard.press('/');
  await choose(page, 'Insert after “Send mail”', 'Wait');
  await eventually(() => draft().then(({ nodes }) => nodes.length)).toBe(5);
  const wait = (await draft()).nodes.find((node) => node.type === 'wait');
  expect(await arrowsOf(draft)).toEqual(
    expect.arrayContaining([`mail:done > ${wait?.id}`, `${wait?.id}:done > end`]),
  );
  // The new step has the focus: the keyboard goes on from it.
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute('data-outline-step'))).toBe(
    wait?.id,
  );

  await page.keyboard.press('Delete');
  await eventually(() => arrowsOf(draft)).toContain('mail:done > end');
  await page.getByRole('button', { name: 'Take away the arrow from Send mail to End' }).click();
  await eventually(() => arrowsOf(draft)).not.toContain('mail:done > end');

  await step('Send mail').focus();
  await page.keyboard.press('c');
  await choose(page, 'by which exit', 'sent');
  await choose(page, '(sent) to', 'End');
  await eventually(() => arrowsOf(draft)).toContain('mail:done > end');

  await page.getByRole('button', { name: 'Insert inside “For each line”' }).click();
  await choose(page, 'Insert inside', 'Set fields');
  await eventually(() =>
    draft().then(({ nodes }) => nodes.filter((node) => node.parentId === 'each').length),
  ).toBe(1);
});

async function open(desk: Desk, name: string, nodes: Graph['nodes'], edges: Graph['edges'], search = '') {
  const id = await prepare(desk.api).playbook(name, aGraph(nodes, edges));
  const page = await desk.open(`/playbooks/${id}${search}`);
  const canvas = canvasOf(page);
  return {
    page,
    canvas,
    async draft() {
      await canvas.isSaved();
      // The API answers with the playbook and its draft.
      const { draft } = (await desk.api.ask('GET', `/api/playbooks/${id}`)) as { draft: Graph };
      return draft;
    },
  };
}

async function select(page: Page, nodeId: string): Promise<void> {
  await page.locator(`.react-flow__node[data-id="${nodeId}"]`).focus();
  await page.keyboard.press(' ');
}

/** Types into the list that is open, and takes what is left. */
async function choose(page: Page, title: string, choice: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: title });
  await seen(dialog);
  await page.keyboard.type(choice);
  await seen(dialog.getByRole('option', { name: choice }));
  await page.keyboard.press('Enter');
  await gone(dialog);
}

const arrowsOf = async (draft: () => Promise<Graph>) =>
  (await draft()).edges.map((edge) => `${edge.source}:${edge.sourcePort} > ${edge.target}`);

const parentOf = (nodeId: string) => (graph: Graph) =>
  graph.nodes.find((node) => node.id === nodeId)?.parentId;
