import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject } from 'vitest';
import { type Office, startOffice } from '../support/office.ts';
import { canvasOf } from './support/canvas.ts';
import { test } from './support/desk.ts';
import { practiceOf, readMail } from './support/practice-office.ts';
import { eventually, gone, seen } from './support/wait.ts';

// What the README walks through, on an office nobody has seen before: one test goes on where the one before stopped.
let office: Office;
let remembers: BrowserContextOptions['storageState'];

const howTo = 'How do I change the delivery address?';
const lamp = 'Returned floor lamp, order 10430';
const refund = '10430';
const stuck = 'Charged twice for one box of order 10442';

beforeAll(async () => {
  if (inject('browser') !== undefined) office = await startOffice({ firstMails: ['01', '02', '03', '04'] });
});
afterAll(() => office?.stop());

test('a new user opens the link, and runs and questions arrive while they watch', async ({ desk }) => {
  const page = await desk.openElsewhere(office.signInLink);
  await page.waitForURL(`${office.url}/`);
  await markPage(page);
  await seen(page.getByRole('link', { name: new RegExp(literally(howTo)) }));
  await seen(page.getByRole('link', { name: new RegExp(lamp) }));
  await seen(page.getByRole('link', { name: `Fix and resume ${stuck}`, exact: false }));
  await eventually(() => page.title()).toBe('(2) Home · 1 stuck · Dayshift');

  await page.keyboard.press('g');
  await page.keyboard.press('r');
  const runs = page.getByRole('row').filter({ hasText: 'Answer or refund' });
  await eventually(() => runs.count()).toBe(4);
  await seen(runs.filter({ hasText: 'Please refund the bulb set' }).getByText('done'));
  await seen(runs.filter({ hasText: stuck }).getByText('stuck'));
  expect(await isSamePage(page)).toBe(true);
  remembers = await page.context().storageState();

  // The link was good once.
  desk.expectComplaint(/401/);
  await page.goto(office.signInLink);
  await seen(page.getByText('used already', { exact: false }));
});

test('they approve with one key, and the mail is in the practice mailbox', async ({ desk }) => {
  const page = await desk.openElsewhere(`${office.url}/inbox`, remembers);
  await page.getByRole('link', { name: new RegExp(literally(howTo)) }).click();
  await seen(page.getByRole('heading', { name: `Send “Re: ${howTo}” to Polly Placeholder` }));
  await pressOnCard(page, 'a', () => seen(decided(page, howTo)));
  await seen(decided(page, howTo).getByText('sent', { exact: true }));
  // The next question is there at once.
  await seen(page.getByRole('heading', { name: /^Refund €186.00, order 10430/ }));
  expect(await readMail(page, `Re: ${howTo}`)).toContain('Hello Polly');
});

test('they reject with a reason, and the next question arrives by itself', async ({ desk }) => {
  const page = await desk.openElsewhere(`${office.url}/inbox`, remembers);
  await page.getByRole('link', { name: new RegExp(refund) }).click();
  await seen(page.getByRole('heading', { name: /^Refund €186.00, order 10430/ }));
  await pressOnCard(page, 'r', () => seen(page.getByRole('textbox', { name: 'Why not?' })));
  await page.getByRole('textbox', { name: 'Why not?' }).fill('The slip is for another lamp.');
  await page.keyboard.press('Enter');
  await seen(decided(page, refund).getByText('rejected'));
  await seen(page.getByRole('link', { name: new RegExp(`Take over “${lamp}”`) }));
  await eventually(() => page.title()).toMatch(/^\(1\) Inbox/);

  await page.getByRole('link', { name: 'Decided', exact: true }).click();
  await page.getByRole('link', { name: new RegExp(refund) }).click();
  await seen(page.getByText('rejected this at', { exact: false }));
  await seen(page.getByText('“The slip is for another lamp.”', { exact: false }));
});

test('the tour: a stuck run is fixed in the playbook and resumed, and nothing is done twice', async ({
  desk,
}) => {
  const page = await desk.openElsewhere(office.url, remembers);
  await page
    .getByRole('link', { name: new RegExp(stuck) })
    .first()
    .click();
  await seen(page.getByText('reason_code missing', { exact: false }));
  await page.getByRole('button', { name: 'Fix and resume' }).click();

  // The step that failed is selected, with what the help desk said of this run at the field, and what it takes.
  const canvas = canvasOf(page);
  await seen(canvas.settings.getByText('HTTP request · refund'));
  await seen(canvas.settings.getByText('It failed in the run you fix'));
  const note = canvas.settings.getByRole('note').filter({ hasText: 'reason_code missing' });
  await seen(note.getByText('“reason_code” was not sent', { exact: false }));
  await note.getByRole('button', { name: 'charged_twice' }).click();
  await canvas.isWithoutProblems();
  await canvas.publish();

  await page.getByRole('button', { name: 'Resume the run' }).click();
  const dialog = page.getByRole('dialog', { name: /resume/i });
  const lineOf = (step: string) => dialog.getByRole('listitem').filter({ hasText: step });
  await dialog.getByRole('button', { name: 'Show them' }).click();
  for (const step of ['Load customer', 'Load orders', 'Understand the mail'])
    await seen(lineOf(step).getByText('Keep', { exact: true }));
  await seen(dialog.getByText('Nothing that was already sent is sent again', { exact: false }));
  await dialog.getByRole('button', { name: /^Resume/ }).click();

  await seen(page.getByText('done', { exact: true }));
  const { mails, refunds } = await practiceOf(page);
  expect(await refunds('10442')).toMatchObject([{ amount: 49, reason_code: 'charged_twice' }]);
  await eventually(async () => (await mails(`Re: ${stuck}`)).length).toBe(1);
  await gone(page.getByText('reason_code missing', { exact: false }));
});

/** A page that was loaded anew has forgotten the mark. */
const markPage = (page: Page) => page.evaluate(() => document.body.setAttribute('data-mark', 'same'));
const isSamePage = (page: Page) => page.evaluate(() => document.body.getAttribute('data-mark') === 'same');

const decided = (page: Page, title: string) =>
  page.getByRole('list', { name: 'Just decided' }).getByRole('listitem').filter({ hasText: title });

/** The card takes no key in its first moment, so that none meant for the card before counts for this one. */
async function pressOnCard(page: Page, key: string, happened: () => Promise<void>): Promise<void> {
  await page.waitForTimeout(500);
  await page.keyboard.press(key);
  await happened();
}

const literally = (text: string) => text.replace(/[?.]/g, '\\$&');
