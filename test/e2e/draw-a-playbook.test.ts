import type { JsonObject } from '@dayshift/model';
import { expect } from 'vitest';
import { type Canvas, canvasOf } from './support/canvas.ts';
import { test } from './support/desk.ts';
import { drawNew } from './support/new-playbook.ts';
import { practiceOffice, readMail } from './support/practice-office.ts';
import { aGraph, aNode, anEdge, form, prepare } from './support/prepared.ts';
import { eventually, gone, seen } from './support/wait.ts';

test('an author draws three steps, publishes, runs, approves, and the mail is there', async ({ desk }) => {
  const page = await desk.open('/');
  await page.getByRole('link', { name: 'New playbook' }).click();
  await drawNew(page, 'New playbook', 'Hiro, Support operations');
  const canvas = canvasOf(page);
  await page.getByRole('button', { name: 'New playbook', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name of the playbook' }).fill('Greet a customer');
  await page.keyboard.press('Enter');

  await canvas.drag('Form', { x: 0.4, y: 0.12 });
  await askFor(canvas, ['Email', 'Name']);
  await canvas.drag('Send mail', { x: 0.4, y: 0.42 });
  await canvas.drag('End', { x: 0.4, y: 0.75 });
  await canvas.connect('Form', 'out', 'Send mail');
  await canvas.connect('Send mail', 'done', 'End');
  await canvas.select('Send mail');
  await canvas.write('To', '{{ trigger.email }}');
  await canvas.write('Subject', 'Welcome, {{ trigger.name }}');
  await canvas.write('Text', 'Hello {{ trigger.name }},\n\nyour desk lamp is on its way.');
  // A mail asks first unless the author says otherwise.
  await seen(canvas.settings.getByText('the manager, always', { exact: false }));
  await canvas.isWithoutProblems();
  await canvas.publish();
  await seen(page.getByRole('button', { name: 'v1 is published' }));

  await page.getByRole('button', { name: 'Try it' }).click();
  // Said before: what it would really send, and that a person is asked first.
  await seen(canvas.settings.getByRole('listitem').filter({ hasText: 'asks first' }).getByText('Send mail'));
  await canvas.write('Email', 'nora@example.org');
  await canvas.write('Name', 'Nora');
  await canvas.settings.getByRole('button', { name: 'Start', exact: true }).click();
  await seen(canvas.card('Send mail').getByText('waits', { exact: false }));

  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await page.getByRole('link', { name: /Welcome, Nora/ }).click();
  await seen(page.getByRole('heading', { name: 'Send “Welcome, Nora” to Nora (nora@example.org)?' }));
  await seen(page.getByText('nora@example.org', { exact: true }));
  await page.getByRole('button', { name: /^Send the mail/ }).click();
  await seen(page.getByRole('list', { name: 'Just decided' }).getByText('sent', { exact: true }));
  expect(await readMail(page, 'Welcome, Nora')).toContain('your desk lamp is on its way');

  await page.goto(`${desk.url}/runs?text=Nora`);
  await seen(page.getByRole('row').filter({ hasText: 'Greet a customer' }).getByText('done'));
});

test('a URL is broken, the run waits, the URL is fixed, and finished steps are not repeated', async ({
  desk,
}) => {
  const { helpDeskUrl, refunds } = practiceOffice(desk.api);
  const page = await desk.open('/playbooks');
  await page.getByRole('button', { name: 'New playbook' }).first().click();
  await drawNew(page, 'Refund a bulb', 'Hiro, Support operations');
  const canvas = canvasOf(page);
  await canvas.drag('Form', { x: 0.4, y: 0.08 });
  await canvas.drag('HTTP request', { x: 0.4, y: 0.3 });
  await title(canvas, 'Refund the bulb');
  await canvas.choose('Method', 'POST');
  await canvas.write('URL', `${helpDeskUrl}/refunds`);
  await canvas.settings.getByRole('button', { name: '{}: Body as JSON' }).click();
  await canvas.write('Body', JSON.stringify({ order: '10425', amount: 5, currency: 'EUR' }));
  await canvas.drag('HTTP request', { x: 0.4, y: 0.52 });
  await title(canvas, 'Look it up');
  await canvas.write('URL', `${helpDeskUrl}/no-such-thing`);
  await canvas.drag('End', { x: 0.4, y: 0.8 });
  await canvas.connect('Form', 'out', 'Refund the bulb');
  await canvas.connect('Refund the bulb', 'done', 'Look it up');
  await canvas.connect('Look it up', 'done', 'End');
  await canvas.isWithoutProblems();
  await canvas.publish();

  await page.getByRole('button', { name: 'Try it' }).click();
  await canvas.settings.getByRole('button', { name: 'Start', exact: true }).click();
  await seen(page.getByRole('status').getByText('stuck', { exact: false }));
  await page.getByRole('link', { name: 'Open the run' }).click();
  await seen(page.getByText('404', { exact: false }));
  expect(await refunds('10425')).toHaveLength(1);

  // It ran the draft, which was published meanwhile: resuming is possible, and known to be pointless.
  await page.getByRole('button', { name: 'Fix and resume' }).click();
  await seen(page.getByText('Nothing in the playbook has changed since', { exact: false }));
  await page.getByRole('button', { name: 'Fix the step' }).click();
  await eventually(() => canvas.field('Title of the step').inputValue()).toBe('Look it up');
  await canvas.write('URL', `${helpDeskUrl}/articles?query=lamp`);
  await canvas.isWithoutProblems();
  await canvas.publish();
  await page.getByRole('button', { name: 'Resume the run' }).click();
  const dialog = page.getByRole('dialog', { name: /resume/i });
  await seen(
    dialog.getByRole('listitem').filter({ hasText: 'Refund the bulb' }).getByText('Keep', { exact: true }),
  );
  await page.keyboard.press('Enter');
  await gone(dialog);
  await seen(page.getByText('done', { exact: true }));
  expect(await refunds('10425')).toHaveLength(1);

  const runId = new URL(page.url()).pathname.split('/').at(-1);
  const { steps } = (await desk.api.ask('GET', `/api/runs/${runId}`)) as { steps: StepLine[] };
  const refundSteps = steps.filter((step) => step.title === 'Refund the bulb');
  expect(refundSteps.map(({ status, attempts }) => [status, attempts.length])).toEqual([['done', 1]]);
});

test('one step is tested alone, with what the steps before it last gave', async ({ desk }) => {
  const { helpDeskUrl, refunds } = practiceOffice(desk.api);
  const refunded = async () => (await refunds('10445')).filter(({ amount }) => amount === 4.2).length;
  const request = (key: string, title: string, row: number, config: JsonObject) =>
    aNode(key, 'http-request', title, row, config);
  const id = await prepare(desk.api).playbook(
    'Test me',
    aGraph(
      [
        form,
        request('refund', 'Refund the bulb', 1, {
          method: 'POST',
          url: `${helpDeskUrl}/refunds`,
          body: { order: '10445', amount: 4.2, currency: 'EUR' },
        }),
        request('check', 'Look it up', 2, {
          method: 'GET',
          url: `${helpDeskUrl}/no-such-thing`,
          query: { query: '{{ steps.refund.body.refund.order }}' },
        }),
      ],
      [anEdge('form', 'out', 'refund'), anEdge('refund', 'done', 'check')],
    ),
  );
  const page = await desk.open(`/playbooks/${id}`);
  const canvas = canvasOf(page);
  const testIt = canvas.settings.getByRole('button', { name: 'Test step' });
  await canvas.select('Look it up');
  await testIt.click();
  desk.expectComplaint(/409 \(Conflict\)/);
  await seen(canvas.settings.getByRole('alert').getByText('“Refund the bulb”, which has not run yet'));

  // It sends something, so it asks before it does.
  await canvas.select('Refund the bulb');
  await testIt.click();
  // What exactly that would be, and that nobody is asked.
  const question = canvas.settings.getByRole('alertdialog');
  await seen(question.getByText('nobody is asked before', { exact: false }));
  await seen(question.getByText(`${helpDeskUrl}/refunds`));
  await seen(question.getByText('"10445"', { exact: false }));
  await canvas.settings.getByRole('button', { name: 'Not now' }).click();
  expect(await refunded()).toBe(0);
  await testIt.click();
  await canvas.settings.getByRole('button', { name: 'Test it' }).click();
  await seen(page.getByRole('status').getByText('Test of “Refund the bulb”'));
  const output = canvas.settings.locator('pre');
  await seen(output.filter({ hasText: '"10445"' }));
  expect(await refunded()).toBe(1);

  // What the test gave is at hand for the next step, which fails in its own words until it is right.
  await canvas.select('Look it up');
  await testIt.click();
  await seen(canvas.settings.getByText('It failed in this run'));
  await seen(canvas.settings.getByText('answered with 404', { exact: false }));
  await canvas.write('URL', `${helpDeskUrl}/articles`);
  await testIt.click();
  await seen(output.filter({ hasText: '"articles"' }));
  expect(await refunded()).toBe(1);
});

test('two runs are compared: where they part, and what a step gave in both', async ({ desk }) => {
  const { playbook, run } = prepare(desk.api);
  const name = aNode('name', 'set-fields', 'Name it', 1, { fields: { said: '{{ trigger.subject }}!' } });
  const which = aNode('which', 'switch', 'Which way?', 2, {
    cases: [{ port: 'lamp', label: 'a lamp', when: 'trigger.subject == "lamp"' }],
    otherwise: 'something else',
  });
  const ends = ['Lamp', 'Other'].map((title, at) =>
    aNode(title.toLowerCase(), 'end', title, 3 + at, { outcome: title }),
  );
  const id = await playbook(
    'Compare me',
    aGraph(
      [form, name, which, ...ends],
      [
        anEdge('form', 'out', 'name'),
        anEdge('name', 'done', 'which'),
        anEdge('which', 'lamp', 'lamp'),
        anEdge('which', 'otherwise', 'other'),
      ],
    ),
  );
  await desk.api.ask('POST', `/api/playbooks/${id}/publish`, { ifRevision: 1 });
  await run(id, { subject: 'lamp' });
  const runId = await run(id, { subject: 'bulb' });
  const page = await desk.open(`/runs/${runId}`);
  await page.getByRole('button', { name: 'Compare' }).click();
  await seen(
    page.getByText('“subject” of what started it is “bulb” here and “lamp” there', { exact: false }),
  );
  await seen(
    page.getByText('They part at “Which way?”: something else here, a lamp there.', { exact: false }),
  );
  await page.getByRole('button', { name: 'Name it' }).last().click();
  const both = page.getByRole('region', { name: 'Name it in both runs' });
  await seen(both.getByText('bulb!'));
  await seen(both.getByText('lamp!'));
  await page.getByRole('button', { name: 'Stop comparing' }).click();
  await seen(page.getByRole('heading', { name: 'Timeline' }));
});

type StepLine = { title: string; status: string; attempts: unknown[] };

/** Questions by what people read; their names in expressions follow. */
async function askFor(canvas: Canvas, labels: readonly string[]): Promise<void> {
  for (const [index, label] of labels.entries()) {
    await canvas.settings.getByRole('button', { name: 'Add', exact: true }).last().click();
    const question = canvas.settings.getByRole('group', { name: `Questions ${index + 1}` });
    await question.getByRole('textbox', { name: 'Label', exact: true }).fill(label);
  }
}

async function title(canvas: Canvas, text: string): Promise<void> {
  await canvas.settings.getByRole('textbox', { name: 'Title of the step' }).fill(text);
  await eventually(() => canvas.card(text).count()).toBe(1);
}
