import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { canvasOf } from './support/canvas.ts';
import { test } from './support/desk.ts';
import { eventually, seen } from './support/wait.ts';

test('a playbook is drawn, published and tried without a mouse', async ({ desk }) => {
  const page = await desk.open('/');
  const canvas = canvasOf(page);
  await seen(page.getByRole('heading', { name: 'Needs you' }));
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await tabTo(page, page.getByRole('button', { name: 'New playbook' }).first());
  await page.keyboard.press('Enter');
  await seen(page.getByRole('dialog', { name: 'New playbook' }));
  await page.keyboard.press('Enter');
  await seen(page.getByText('An empty playbook'));

  await insert(page, 'form');
  await seen(canvas.card('Form'));
  await insert(page, 'end');
  await seen(canvas.card('End'));
  await eventually(() => canvas.arrows.count()).toBe(1);
  // Into the settings of the selected step, and back.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, canvas.field('Outcome'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type('by keyboard');
  await seen(canvas.card('End').getByText('by keyboard'));

  await tabTo(page, page.getByRole('button', { name: 'Publish v1' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, canvas.settings.getByRole('button', { name: 'Publish', exact: true }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('button', { name: 'v1 is published' }));
  await tabTo(page, page.getByRole('button', { name: 'Try it' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await tabTo(page, canvas.settings.getByRole('button', { name: 'Start', exact: true }));
  await page.keyboard.press('Enter');
  await seen(page.getByRole('status').getByText('by keyboard', { exact: false }));
});

test('every page is two keys away, and the first tab stop skips the navigation', async ({ desk }) => {
  const page = await desk.open('/');
  await seen(page.getByRole('heading', { name: 'Needs you' }));
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the page');
  await page.keyboard.press('Enter');
  const places = {
    i: 'Inbox',
    r: 'Runs',
    p: 'Playbooks',
    w: 'Workers',
    d: 'Deliverables',
    t: 'Tools',
    a: 'Audit',
    s: 'Settings',
  };
  for (const [key, title] of Object.entries(places)) {
    await page.keyboard.press('g');
    await page.keyboard.press(key);
    await eventually(() => page.title()).toContain(title);
  }
  await page.keyboard.press('Control+k');
  await seen(page.getByRole('dialog'));
  await page.keyboard.type('answer or');
  await seen(page.getByRole('dialog').getByText('Answer or refund'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/playbooks\/pb_answer_or_refund/);
});

test('a stuck run is opened, looked through and left by keyboard', async ({ desk }) => {
  const page = await desk.open('/runs?state=stuck');
  const row = page.getByRole('link', { name: /Charged twice/ });
  await seen(row);
  await tabTo(page, row);
  await page.keyboard.press('Enter');
  await seen(page.getByRole('button', { name: 'Fix and resume' }));
  await tabTo(page, page.getByRole('button', { name: 'Fix and resume' }));
  await page.keyboard.press('Enter');
  await page.waitForURL(/node=refund/);
});

async function insert(page: Page, words: string): Promise<void> {
  await page.keyboard.press('/');
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

const mostTabs = 80;

/** Presses tab until it has the focus; fails when it never does. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await seen(target);
  for (let count = 0; count < mostTabs; count += 1) {
    if (await target.first().evaluate((element) => element.contains(document.activeElement))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${target}.`);
}
