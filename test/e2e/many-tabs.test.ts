import type { ApprovalView } from '@dayshift/contracts';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { SignedIn } from '../support/office.ts';
import { test } from './support/desk.ts';
import { prepare } from './support/prepared.ts';
import { gone, seen } from './support/wait.ts';

// A browser keeps six connections to one server: were each page to hold one, the seventh would get nothing at all.
test('ten tabs are live, and everything else is still answered', async ({ desk }) => {
  const { askingPlaybook, run } = prepare(desk.api);
  const subjects = ['One of ten', 'Two of ten', 'Three of ten', 'Four of ten', 'Five of ten', 'Six of ten'];
  const playbookId = await askingPlaybook('Asks in ten tabs');
  const runIds = await Promise.all(subjects.map((subject) => run(playbookId, { subject })));
  const runPages: Page[] = [];
  for (const runId of runIds) runPages.push(await desk.open(`/runs/${runId}`));
  const inboxes: Page[] = [];
  for (let count = 0; count < 4; count += 1) inboxes.push(await desk.open('/inbox'));
  const [firstInbox] = inboxes;

  for (const page of runPages)
    await seen(
      page
        .getByRole('button', { name: 'Review and answer' })
        .or(page.getByRole('link', { name: 'Review and answer' })),
    );
  for (const page of inboxes) for (const subject of subjects) await seen(row(page, subject));
  for (const page of [...runPages, ...inboxes]) expect(await answersWithinSeconds(page)).toBe(200);

  // The tab that was there first goes, and with it whatever it held for the others.
  await runPages[0]?.close();
  const [, second = '', third = '', fourth = ''] = runIds;
  await decide(desk.api, second);
  for (const page of inboxes) await gone(row(page, 'Two of ten'));
  if (runPages[1]) await seen(doneIn(runPages[1]));

  // One is frozen, as a browser does with tabs it has no room for, and is up to date when it is woken.
  const frozen = runPages[2];
  const life = await frozen?.context().newCDPSession(frozen);
  await life?.send('Page.setWebLifecycleState', { state: 'frozen' });
  await decide(desk.api, third);
  if (firstInbox) await gone(row(firstInbox, 'Three of ten'));
  await life?.send('Page.setWebLifecycleState', { state: 'active' });
  if (frozen) await seen(doneIn(frozen));

  // A page that goes from one run to another follows the other.
  const walker = runPages[1];
  await walker?.goto(`${desk.url}/runs/${fourth}`);
  await decide(desk.api, fourth);
  for (const page of [walker, runPages[3]]) if (page) await seen(doneIn(page));
});

const row = (page: Page, subject: string) => page.getByRole('link', { name: new RegExp(subject) });
const doneIn = (page: Page) => page.getByText('done', { exact: true });

function answersWithinSeconds(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/session', { signal: AbortSignal.timeout(5_000) });
    return answer.status;
  });
}

async function decide(api: SignedIn, runId: string): Promise<void> {
  const { items } = (await api.ask('GET', '/api/approvals')) as { items: ApprovalView[] };
  const id = items.find((item) => item.runId === runId)?.id ?? '';
  const { digest } = (await api.ask('GET', `/api/approvals/${id}`)) as ApprovalView;
  await api.ask('POST', `/api/approvals/${id}/decision`, {
    decisionId: crypto.randomUUID(),
    verdict: 'approve',
    digest,
  });
}
