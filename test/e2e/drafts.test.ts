import { expect } from 'vitest';
import { canvasOf } from './support/canvas.ts';
import { type Desk, test } from './support/desk.ts';
import { aGraph, anEdge, end, form, mail, prepare } from './support/prepared.ts';
import { eventually, gone, seen } from './support/wait.ts';

test('every edit can be undone and done again', async ({ desk }) => {
  const id = await prepare(desk.api).playbook('Undo me', aGraph([form]));
  const page = await desk.open(`/playbooks/${id}`);
  const canvas = canvasOf(page);
  await seen(canvas.card('Form'));
  await canvas.drag('End', { x: 0.3, y: 0.8 });
  await canvas.write('Outcome', 'all is well');
  await canvas.connect('Form', 'out', 'End');
  await canvas.isSaved();

  await canvas.undo();
  await eventually(() => canvas.arrows.count()).toBe(0);
  await canvas.undo();
  await seen(canvas.card('End').getByText('outcome done'));
  await page.keyboard.press('Control+z');
  await gone(canvas.card('End'));
  await canvas.redo();
  await canvas.redo();
  await page.keyboard.press('Control+Shift+z');
  await seen(canvas.card('End').getByText('all is well'));
  await eventually(() => canvas.arrows.count()).toBe(1);
  await canvas.isSaved();

  await page.reload();
  await seen(canvas.card('End').getByText('all is well'));
  await eventually(() => canvas.arrows.count()).toBe(1);
});

test('who types before the code editor is loaded goes on typing in it', async ({ desk }) => {
  const { page, canvas, arrive } = await withoutCodeEditor(desk, 'Slow to load');
  await canvas.field('Outcome').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('all  well');
  for (let back = 0; back < ' well'.length; back += 1) await page.keyboard.press('ArrowLeft');
  arrive();
  await seen(canvas.settings.locator('.cm-content'));
  await page.keyboard.type('is');
  await seen(canvas.card('End').getByText('all is well'));
});

test('a field of an earlier step is picked, and written on, before the code editor is loaded', async ({
  desk,
}) => {
  const { page, canvas, arrive } = await withoutCodeEditor(desk, 'Picked early');
  await canvas.field('Outcome').fill('about: ');
  await canvas.settings.getByRole('button', { name: 'Pick a value for Outcome' }).click();
  await page.getByRole('treeitem', { name: /^subject/ }).click();
  await eventually(() => canvas.field('Outcome').inputValue()).toBe('about: {{ trigger.subject }}');
  await page.keyboard.type('!');
  arrive();
  await seen(canvas.settings.locator('.cm-content'));
  await page.keyboard.type('!');
  await eventually(() => canvas.field('Outcome').textContent()).toBe('about: Form › subject!!');
});

test('steps are copied into another playbook, with the arrows between them', async ({ desk }) => {
  const from = await prepare(desk.api).playbook(
    'Copied from',
    aGraph([form, mail, end], [anEdge('form', 'out', 'mail'), anEdge('mail', 'done', 'end')]),
  );
  const to = await prepare(desk.api).playbook('Pasted into', aGraph([]));
  const page = await desk.open(`/playbooks/${from}`);
  const canvas = canvasOf(page);
  await canvas.card('Send mail').click();
  await canvas.card('End').click({ modifiers: ['Shift'] });
  await seen(canvas.settings.getByText('2 selected'));
  await page.keyboard.press('Control+c');

  await page.goto(`${desk.url}/playbooks/${to}`);
  await seen(page.getByText('An empty playbook'));
  await canvas.pane.click();
  await page.keyboard.press('Control+v');
  await seen(canvas.card('Send mail'));
  await eventually(() => canvas.cards.count()).toBe(2);
  await eventually(() => canvas.arrows.count()).toBe(1);
});

test('a step is inserted behind the selected one with the slash key', async ({ desk }) => {
  const id = await prepare(desk.api).playbook(
    'Insert here',
    aGraph([form, end], [anEdge('form', 'out', 'end')]),
  );
  const page = await desk.open(`/playbooks/${id}`);
  const canvas = canvasOf(page);
  await canvas.select('Form');
  await page.keyboard.press('Escape');
  await canvas.card('Form').click();
  await page.keyboard.press('/');
  await page.keyboard.type('set f');
  await page.keyboard.press('Enter');
  await seen(canvas.card('Set fields'));
  // Into the arrow, not beside it.
  await eventually(() => canvas.arrows.count()).toBe(2);
});

test('an arrow let go on empty canvas asks what comes next', async ({ desk }) => {
  const id = await prepare(desk.api).playbook('What next', aGraph([form]));
  const page = await desk.open(`/playbooks/${id}`);
  const canvas = canvasOf(page);
  await canvas.dropArrow('Form', 'out', { x: 0.3, y: 0.85 });
  const menu = page.getByRole('dialog', { name: 'Insert the next step' });
  await seen(menu);
  await page.keyboard.type('draft');
  await menu.getByRole('option', { name: 'AI draft' }).click();
  await seen(canvas.card('AI draft'));
  await eventually(() => canvas.arrows.count()).toBe(1);
});

test('a link that makes no sense is refused', async ({ desk }) => {
  const id = await prepare(desk.api).playbook(
    'No circles',
    aGraph([form, mail], [anEdge('form', 'out', 'mail')]),
  );
  const page = await desk.open(`/playbooks/${id}`);
  const canvas = canvasOf(page);
  await canvas.linkInVain('Send mail', 'done', 'Form');
  await eventually(() => canvas.arrows.count()).toBe(1);
});

test('a second tab follows the first', async ({ desk }) => {
  const id = await prepare(desk.api).playbook('Two tabs', aGraph([form]));
  const one = await desk.open(`/playbooks/${id}`);
  const other = await desk.open(`/playbooks/${id}`);
  await seen(canvasOf(other).card('Form'));
  await one.bringToFront();
  await canvasOf(one).drag('End', { x: 0.3, y: 0.8 });
  await seen(canvasOf(other).card('End'));
});

test('two tabs that edit at once are told, and neither loses what it drew', async ({ desk }) => {
  desk.expectComplaint(/409/);
  const id = await prepare(desk.api).playbook('At once', aGraph([form]));
  const mine = await desk.open(`/playbooks/${id}`);
  const theirs = await desk.open(`/playbooks/${id}`);
  await seen(canvasOf(mine).card('Form'));
  await seen(canvasOf(theirs).card('Form'));

  // My save is on its way while theirs arrives first.
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const onItsWay = mine.waitForRequest((request) => request.method() === 'PUT');
  await mine.route('**/draft', async (route) => {
    await held;
    await route.continue();
  });
  await mine.bringToFront();
  await canvasOf(mine).drag('Wait', { x: 0.3, y: 0.8 });
  await onItsWay;
  await theirs.bringToFront();
  await canvasOf(theirs).drag('End', { x: 0.3, y: 0.8 });
  await canvasOf(theirs).isSaved();
  await mine.bringToFront();
  letGo();

  await seen(mine.getByText('This draft was changed in another window.', { exact: false }));
  await seen(canvasOf(mine).card('Wait'));
  await mine.getByRole('button', { name: 'Show what changed' }).click();
  await seen(mine.getByRole('alert').getByText('Wait', { exact: false }));
  await mine.getByRole('button', { name: 'Take theirs' }).click();
  await seen(canvasOf(mine).card('End'));
  await gone(canvasOf(mine).card('Wait'));
  await canvasOf(mine).undo();
  await seen(canvasOf(mine).card('Wait'));
  await canvasOf(mine).isSaved();
  // What was undone to is saved, and the other tab follows it.
  await seen(canvasOf(theirs).card('Wait'));
  expect(await canvasOf(theirs).card('End').count()).toBe(0);
});

/** A playbook whose last step is open, and whose code editor is on its way until `arrive` is called. */
async function withoutCodeEditor(desk: Desk, name: string) {
  const id = await prepare(desk.api).playbook(name, aGraph([form, end], [anEdge('form', 'out', 'end')]));
  const page = await desk.open(`/playbooks/${id}`);
  const canvas = canvasOf(page);
  const arrived = Promise.withResolvers<void>();
  await page.route(/code-editor-.*\.js/, async (route) => {
    await arrived.promise;
    await route.continue();
  });
  await canvas.card('End').click();
  return { page, canvas, arrive: arrived.resolve };
}
