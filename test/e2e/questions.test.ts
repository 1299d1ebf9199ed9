import type { ApprovalRow } from '@dayshift/contracts';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import { type Desk, test } from './support/desk.ts';
import { practiceOffice } from './support/practice-office.ts';
import { aGraph, aNode, anEdge, prepare } from './support/prepared.ts';
import { eventually, gone, seen } from './support/wait.ts';

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

test('on a phone the question, the person and both answers are in sight, however long the card is', async ({
  desk,
}) => {
  const { id, order } = await aRefund(desk, '10418', 3.5);
  const page = await desk.open(`/inbox/${encodeURIComponent(id)}`, phone);
  const question = page.getByRole('heading', { name: `Refund €3.50, order ${order}, for Ada Example?` });
  await seen(question);
  const yes = page.getByRole('button', { name: /^Refund €3.50/ });
  const no = page.getByRole('button', { name: /^Do not refund/ });
  for (const each of [question, page.getByText('ada@example.org'), yes, no])
    expect(await isInSight(each)).toBe(true);
  // To the very end, where the bar of a page that only scrolls would be gone.
  await page.getByText('Nobody has decided about this step before.').scrollIntoViewIfNeeded();
  for (const each of [yes, no]) expect(await isInSight(each)).toBe(true);
  await yes.tap();
  const { refunds } = practiceOffice(desk.api);
  await eventually(async () => (await refunds(order)).length).toBe(1);
});

test('the request is folded, and an edit changes its values alone', async ({ desk }) => {
  const { id, order } = await aRefund(desk, '10436', 9.5);
  const page = await desk.open(`/inbox/${encodeURIComponent(id)}`);
  await seen(page.getByText('Goes to'));
  const method = page.getByText('POST', { exact: true });
  expect(await method.isVisible()).toBe(false);
  await page.getByText('The exact request').focus();
  await page.keyboard.press('Enter');
  await seen(method);

  await page.getByRole('button', { name: /^Edit/ }).click();
  const fields = page.getByRole('article').getByRole('textbox');
  await eventually(async () => (await fields.all()).length).toBe(3);
  for (const label of ['Method', 'URL'])
    expect(await page.getByLabel(label, { exact: true }).count()).toBe(0);
  await page.getByLabel('Amount', { exact: true }).fill('2.5');
  await page.getByRole('button', { name: /^Refund, with 1 change/ }).click();
  const { refunds } = practiceOffice(desk.api);
  await eventually(async () => (await refunds(order)).map(({ amount }) => amount)).toEqual([2.5]);
});

test('a question for somebody else is not under mine, until I say that I answer for them', async ({
  desk,
}) => {
  await aReview(desk, 'Send this refund of $900.00 to Ada Example?', 'Refund desk');
  const page = await desk.open('/inbox');
  const row = page.getByRole('link', { name: /Send this refund of \$900.00/ });
  await seen(page.getByRole('link', { name: 'Others’' }));
  expect(await row.count()).toBe(0);
  await page.getByRole('link', { name: 'Others’' }).click();
  await row.first().click();
  await seen(page.getByText('for Refund desk').first());
  await seen(page.getByText('Why, as the playbook says'));
  expect(await page.getByText('Why, in the AI’s words').count()).toBe(0);
  const leads = page.getByRole('list', { name: 'Where each answer leads' });
  await seen(leads.getByText('Tell the customer no'));

  await page.goto(`${desk.url}/settings`);
  await page.getByLabel('You also answer for').fill('Refund desk');
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page.getByText('Saved.'));
  await page.goto(`${desk.url}/inbox`);
  await seen(row);
  // Something more urgent may stand first.
  await row.first().click();
  await page.getByRole('button', { name: /^Do not send/ }).waitFor();
});

test('who wants it is mailed what waits, and the link of the mail decides nothing', async ({ desk }) => {
  const page = await desk.open('/settings');
  await page.getByText('At once', { exact: true }).click();
  await page.getByLabel('To', { exact: true }).fill('support@dayshift.example');
  await page.getByRole('button', { name: 'Save' }).click();
  desk.expectComplaint(/422/);
  await seen(page.getByText('Mail to support@dayshift.example starts a playbook here.'));
  await page.getByLabel('To', { exact: true }).fill('dana@example.org');
  await page.getByRole('button', { name: 'Save' }).click();
  await seen(page.getByText('Saved.'));

  const title = `Send the parcel ${crypto.randomUUID().slice(0, 8)} to Ada Example?`;
  const id = await aReview(desk, title, 'You');
  const { mailUrl } = practiceOffice(desk.api);
  // Others of this office wait too, so what one mail is about is not known beforehand.
  const mail = async () => {
    const { mails } = (await (await fetch(`${mailUrl}/api/mails`)).json()) as {
      mails: { to: string[]; text: string }[];
    };
    return mails.find(({ to, text }) => to.includes('dana@example.org') && text.includes(title));
  };
  await expect.poll(mail, { timeout: 90_000, interval: 1_000 }).toBeDefined();
  const link = (await mail())?.text
    .match(/https?:\/\/\S+\/inbox\/\S+/g)
    ?.find((each) => each.includes(encodeURIComponent(id)));
  await page.goto(link ?? '');
  await seen(page.getByRole('heading', { name: title }));
  const { state } = (await desk.api.ask('GET', `/api/approvals/${encodeURIComponent(id)}`)) as ApprovalRow;
  expect(state).toBe('open');

  await page.goto(`${desk.url}/settings`);
  await page.getByText('Never', { exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await gone(page.getByLabel('To', { exact: true }));
});

/** A step that asks before it pays back. */
async function aRefund(desk: Desk, order: string, amount: number): Promise<{ id: string; order: string }> {
  const { helpDeskUrl } = practiceOffice(desk.api);
  const graph = aGraph(
    [
      aNode('form', 'manual', 'Form', 0, {
        fields: ['order', 'name', 'email', 'message'].map((name) => ({ name, kind: 'text' })),
      }),
      aNode('refund', 'http-request', 'Refund', 1, {
        method: 'POST',
        url: `${helpDeskUrl}/refunds`,
        body: { order: '{{ trigger.order }}', amount, currency: 'EUR' },
        gate: { decides: 'ask', who: 'You' },
      }),
      aNode('end', 'end', 'Refunded', 2, { outcome: 'refunded' }),
    ],
    [anEdge('form', 'out', 'refund'), anEdge('refund', 'done', 'end')],
  );
  const message = Array.from({ length: 40 }, (_, line) => `Line ${line} of a long letter.`).join('\n');
  const id = await ask(desk, graph, { order, name: 'Ada Example', email: 'ada@example.org', message });
  return { id, order };
}

function aReview(desk: Desk, title: string, who: string): Promise<string> {
  const graph = aGraph(
    [
      aNode('form', 'manual', 'Form', 0, { fields: [{ name: 'subject', kind: 'text' }] }),
      aNode('ask', 'approval', 'Ask', 1, { title, who, reason: 'Large sums are looked at twice.' }),
      aNode('end', 'end', 'Tell the customer no', 2, { outcome: 'no' }),
    ],
    [anEdge('form', 'out', 'ask'), anEdge('ask', 'rejected', 'end')],
  );
  return ask(desk, graph, { subject: 'A large refund' });
}

async function ask(
  desk: Desk,
  graph: ReturnType<typeof aGraph>,
  input: Record<string, string>,
): Promise<string> {
  const { playbook, run } = prepare(desk.api);
  const playbookId = await playbook('Refunds by hand', graph);
  await desk.api.ask('POST', `/api/playbooks/${playbookId}/publish`, { ifRevision: 1 });
  const runId = await run(playbookId, input);
  const find = async () => {
    const { items } = (await desk.api.ask('GET', '/api/approvals?limit=200')) as { items: ApprovalRow[] };
    return items.find((item) => item.runId === runId)?.id;
  };
  await eventually(find).toBeDefined();
  // Found just before.
  return (await find()) as string;
}

/** Not only on the page: within the window, and nothing lies over it. */
async function isInSight(what: Locator): Promise<boolean> {
  return what.first().evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const found = document.elementFromPoint(left + width / 2, top + height / 2);
    return found !== null && (element.contains(found) || found.contains(element));
  });
}
