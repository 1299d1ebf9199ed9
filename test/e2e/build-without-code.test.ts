import type { Graph } from '@dayshift/model';
import { expect } from 'vitest';
import { canvasOf } from './support/canvas.ts';
import { type Desk, testAtOneDesk as test } from './support/desk.ts';
import { aGraph, aNode, anEdge, form, mail, prepare } from './support/prepared.ts';
import { eventually, gone, seen } from './support/wait.ts';

// What somebody who does not code builds with mouse and keys, and the expressions that are saved from it.

test('values in a text are chips: passed over, deleted and copied as one, never doubled braces', async ({
  desk,
}) => {
  const { page, canvas, config } = await open(desk, 'Chips', 'Send mail', {
    to: 'nora@example.org',
    subject: '',
    text: 'Hello {{ trigger.subject }}!',
  });
  const text = canvas.field('Text');
  const chip = text.locator('[data-chip]');
  await seen(chip.getByText('Form › subject'));
  expect(await text.textContent()).not.toContain('{{');

  // Over it with one press, and away with one.
  await text.press('Control+End');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('dear ');
  await eventually(() => config().then(({ text: saved }) => saved)).toBe('Hello dear {{ trigger.subject }}!');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Control+c');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Backspace');
  await eventually(() => config().then(({ text: saved }) => saved)).toBe('Hello dear !');

  // What was copied is the value, also in another field.
  await canvas.field('Subject').click();
  await page.keyboard.press('Control+v');
  await eventually(() => config().then(({ subject }) => subject)).toBe('{{ trigger.subject }}');
  await seen(canvas.field('Subject').locator('[data-chip]'));

  // Typed by hand with all its braces, the text has one pair.
  await text.press('Control+End');
  await page.keyboard.type(' and {{ trigger.subject }}.');
  await eventually(() => config().then(({ text: saved }) => saved)).toMatch(
    /^Hello dear ! and \{\{\s*trigger\.subject\s*\}\}\.$/,
  );
});

test('a value is found and picked with the keyboard alone', async ({ desk }) => {
  const { page, canvas, config } = await open(desk, 'Picked', 'Send mail', { to: '', subject: '', text: '' });
  await canvas.settings.getByRole('button', { name: 'Pick a value for Subject' }).press('Enter');
  const search = page.getByRole('combobox', { name: 'Find a value' });
  await seen(search);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('subject');
  await eventually(() => page.getByRole('treeitem').count()).toBe(1);
  await page.keyboard.press('Enter');
  await gone(search);
  await eventually(() => config().then(({ subject }) => subject)).toBe('{{ trigger.subject }}');
});

test('a condition is built from a value, a comparison and a number, and the expression is behind fx', async ({
  desk,
}) => {
  const { page, canvas, config } = await open(
    desk,
    'Built',
    'Which way?',
    {
      cases: [{ port: 'yes', label: 'yes', when: '' }],
      otherwise: 'no',
    },
    'switch',
  );
  const when = async () => {
    const { cases } = await config();
    return Array.isArray(cases) ? (cases[0] as { when?: string }).when : undefined;
  };
  const rule = canvas.settings.getByRole('group', { name: 'When', exact: true });
  await rule.getByRole('button', { name: /Choose a value/ }).click();
  await page.getByRole('treeitem', { name: 'subject' }).click();
  await rule.getByRole('combobox', { name: 'How When is compared' }).click();
  await page.getByRole('option', { name: 'contains', exact: true }).click();
  const unfinished = canvas.settings.getByText('Not finished: this does not count yet', { exact: false });
  await seen(unfinished);
  await rule.getByRole('textbox', { name: 'With what When is compared' }).fill('lamp');
  await gone(unfinished);
  await eventually(when).toBe('trigger.subject.contains("lamp")');

  const fx = canvas.settings.getByRole('button', { name: 'fx: When as an expression' });
  await fx.click();
  const editor = canvas.settings.getByRole('textbox', { name: 'When', exact: true });
  await editor.press('Control+a');
  // Enter after a number is the end of a line, never the first name of a list.
  await page.keyboard.type('size(trigger.subject) > 100');
  await page.waitForTimeout(400);
  await page.keyboard.press('Enter');
  await eventually(when).toMatch(/^size\(trigger\.subject\) > 100\s*$/);
  expect(await fx.isDisabled()).toBe(true);
  await seen(canvas.settings.getByText('This says more than rows can'));
});

test('a body is built from named fields, and JSON that cannot be read is a problem', async ({ desk }) => {
  const { page, canvas, config } = await open(
    desk,
    'Body',
    'Call',
    { method: 'POST', url: 'https://desk.example/orders' },
    'http-request',
  );
  await canvas.settings.getByRole('button', { name: 'Named fields' }).click();
  await canvas.settings.getByRole('textbox', { name: 'Name in Body' }).fill('order');
  await canvas.field('Value of name').click();
  await page.keyboard.type('10442');
  await canvas.settings.getByRole('button', { name: 'What order is: Text or a value' }).click();
  await page.getByRole('menuitem', { name: 'Number' }).click();
  await eventually(() => config().then(({ body }) => body)).toEqual({ order: 10442 });
  // What is typed after a row was added is its name, and no key of the canvas.
  const cards = await canvas.cards.count();
  await canvas.settings.getByRole('button', { name: 'Add a field' }).click();
  await page.keyboard.type('customer');
  await page.keyboard.press('Tab');
  await canvas.settings.getByRole('button', { name: 'What customer is: Text or a value' }).click();
  await page.getByRole('menuitem', { name: 'Named fields' }).click();
  await eventually(() => config().then(({ body }) => body)).toEqual({ order: 10442, customer: {} });
  await canvas.settings.getByRole('button', { name: 'Test step' }).focus();
  await page.keyboard.press('Delete');
  expect(await canvas.cards.count()).toBe(cards);

  await canvas.settings.getByRole('button', { name: '{}: Body as JSON' }).click();
  await canvas.field('Body').fill('{ "order": ');
  await seen(page.getByRole('status').getByText('1 problem'));
  await seen(page.getByRole('button', { name: /Call › Body: Not JSON yet/ }));
  // Not lost, and not forgotten, while another step is looked at.
  await canvas.select('Form');
  await canvas.select('Call');
  await eventually(() => canvas.field('Body').inputValue()).toBe('{ "order": ');
  await canvas.field('Body').fill('{ "order": 1 }');
  await eventually(() => config().then(({ body }) => body)).toEqual({ order: 1 });
});

test('whom to ask is chosen: the manager, anyone, or a name', async ({ desk }) => {
  const { page, canvas, config } = await open(
    desk,
    'Asked',
    'Ask',
    { title: 'Go on?', fields: {}, who: '{{ worker.manager.orValue("Anyone") }}' },
    'approval',
  );
  const whom = canvas.settings.getByRole('combobox', { name: 'Whom to ask' });
  await eventually(() => whom.inputValue()).toBe('The worker’s manager');
  await canvas.choose('Whom to ask', 'Anyone');
  await eventually(() => config().then(({ who }) => who)).toBe('Anyone');
  await canvas.choose('Whom to ask', 'Somebody else, by name …');
  await canvas.field('Whom to ask, by name').click();
  await page.keyboard.type('Support lead');
  await eventually(() => config().then(({ who }) => who)).toBe('Support lead');
  await canvas.choose('Whom to ask', 'The worker’s manager');
  await eventually(() => config().then(({ who }) => who)).toContain('worker.manager');
});

test('a step that asks right after an approval says that a person is asked twice', async ({ desk }) => {
  const ask = aNode('ask', 'approval', 'Is it right?', 1, { title: 'Is it right?' });
  const id = await prepare(desk.api).playbook(
    'Twice',
    aGraph(
      [form, ask, { ...mail, position: { x: 0, y: 260 } }],
      [anEdge('form', 'out', 'ask'), anEdge('ask', 'approved', 'mail')],
    ),
  );
  const page = await desk.open(`/playbooks/${id}?node=mail`);
  await seen(
    canvasOf(page).settings.getByText('A person is asked twice: at “Is it right?”, and again before this.'),
  );
});

async function open(
  desk: Desk,
  name: string,
  title: string,
  config: Graph['nodes'][number]['config'],
  type = 'send-mail',
) {
  const graph = aGraph([form, aNode('step', type, title, 1, config)], [anEdge('form', 'out', 'step')]);
  const id = await prepare(desk.api).playbook(name, graph);
  const page = await desk.open(`/playbooks/${id}`);
  const canvas = canvasOf(page);
  await canvas.select(title);
  return {
    page,
    canvas,
    async config() {
      await canvas.isSaved();
      // The API answers with the playbook and its draft.
      const { draft } = (await desk.api.ask('GET', `/api/playbooks/${id}`)) as { draft: Graph };
      return draft.nodes.find((node) => node.id === 'step')?.config ?? {};
    },
  };
}
