import type { ApprovalView } from '@dayshift/contracts';
import type { Page, Route } from 'playwright-core';
import { expect } from 'vitest';
import type { SignedIn } from '../support/office.ts';
import { type Desk, test } from './support/desk.ts';
import { practiceOffice } from './support/practice-office.ts';
import { prepare } from './support/prepared.ts';
import { eventually, seen } from './support/wait.ts';

test('what changed since it was shown is not decided: the new card is shown, and asks again', async ({
  desk,
}) => {
  desk.expectComplaint(/409/);
  const { id, subject } = await aQuestion(desk, 'Changed meanwhile');
  const { mails } = practiceOffice(desk.api);
  // The page knows nothing of the change until it decides: it holds another text, and another digest.
  let isOld = true;
  const showOld = async (route: Route) => {
    const answer = await route.fetch();
    const card = (await answer.json()) as ApprovalView;
    await route.fulfill({ response: answer, json: isOld ? { ...card, ...oldCard(card) } : card });
  };
  const page = await desk.open('/');
  await page.route(isCard(id), showOld);
  page.on('request', (request) => {
    if (request.url().endsWith('/decision')) isOld = false;
  });
  await page.goto(`${desk.url}/inbox/${id}`);
  await seen(page.getByText('This is the text of yesterday.', { exact: false }));
  await page.getByRole('button', { name: /^Send the mail/ }).click();

  await seen(page.getByRole('alert').getByText('your answer was not used', { exact: false }));
  await seen(page.getByText('it is on its way.', { exact: false }));
  expect(await mails(subject)).toEqual([]);
  await page.getByRole('button', { name: /^Send the mail/ }).click();
  await eventually(async () => (await mails(subject)).length).toBe(1);
});

test('the second of two decisions is told who was first', async ({ desk }) => {
  desk.expectComplaint(/409/);
  const { id, subject } = await aQuestion(desk, 'Decided twice');
  const { mails } = practiceOffice(desk.api);
  const page = await desk.open(`/inbox/${id}`);
  await seen(page.getByRole('button', { name: /^Send the mail/ }));
  // Nothing arrives on this page that says it was decided elsewhere.
  await blindTo(page, id);
  await decide(desk.api, id, 'reject');
  await page.getByRole('button', { name: /^Send the mail/ }).click();
  await seen(page.getByText(/You rejected this at \d\d:\d\d\. Your answer was not used\./));
  expect(await mails(subject)).toEqual([]);
});

test('a question is edited, and exactly the edited mail is sent', async ({ desk }) => {
  const { id, subject } = await aQuestion(desk, 'Edited first');
  const page = await desk.open(`/inbox/${id}`);
  await page.getByRole('button', { name: /^Edit/ }).click();
  await page.getByRole('textbox', { name: 'Text', exact: true }).fill('Hello Nora,\n\nit arrives on Friday.');
  await page.getByRole('button', { name: /^Send the mail, with 1 change/ }).click();
  const { mails } = practiceOffice(desk.api);
  await eventually(async () => (await mails(subject)).map(({ text }) => text)).toEqual([
    'Hello Nora,\n\nit arrives on Friday.',
  ]);
});

test('a question that is answered elsewhere leaves the list by itself', async ({ desk }) => {
  const first = await aQuestion(desk, 'Left open');
  const page = await desk.open('/inbox');
  const row = (subject: string) => page.getByRole('link', { name: new RegExp(subject) });
  await seen(row(first.subject));
  const second = await aQuestion(desk, 'Arrives later');
  await seen(row(second.subject));
  await decide(desk.api, second.id, 'approve');
  await row(second.subject).waitFor({ state: 'detached' });
  await decide(desk.api, first.id, 'reject');
  await row(first.subject).waitFor({ state: 'detached' });
});

/** A run that asks whether a mail may be sent. */
async function aQuestion(desk: Desk, subject: string): Promise<{ id: string; subject: string }> {
  const { askingPlaybook, run } = prepare(desk.api);
  const runId = await run(await askingPlaybook(subject), { subject });
  const find = async () => {
    const { items } = (await desk.api.ask('GET', '/api/approvals')) as { items: ApprovalView[] };
    return items.find((item) => item.runId === runId)?.id;
  };
  await eventually(find).toBeDefined();
  // Found just before.
  return { id: (await find()) as string, subject };
}

async function decide(api: SignedIn, id: string, verdict: 'approve' | 'reject'): Promise<void> {
  const { digest } = (await api.ask('GET', `/api/approvals/${id}`)) as ApprovalView;
  await api.ask('POST', `/api/approvals/${id}/decision`, {
    decisionId: crypto.randomUUID(),
    verdict,
    digest,
  });
}

function oldCard({ action, digest }: ApprovalView) {
  if (!action) throw new Error('The question is about an action.');
  // The input of a mail is an object.
  const input = { ...(action.input as object), text: 'This is the text of yesterday.' };
  return {
    action: { ...action, input },
    digest: digest.replace(/^./, (first) => (first === '0' ? '1' : '0')),
  };
}

const isCard = (id: string) => new RegExp(`/api/approvals/${encodeURIComponent(id)}$`);

/** The list and the card stay as they are, as on a line that is slow. */
async function blindTo(page: Page, id: string): Promise<void> {
  await page.route(/\/api\/(approvals(\?|$)|live|home)/, () => undefined);
  await page.route(isCard(id), () => undefined);
}
