import type { RunRow } from '@dayshift/contracts';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { test } from './support/desk.ts';
import { aGraph, prepare } from './support/prepared.ts';
import { eventually, seen } from './support/wait.ts';

test('on a phone every page is reached from the bar', async ({ desk }) => {
  const page = await desk.open('/', { viewport: { width: 390, height: 844 } });
  const bar = page.getByRole('navigation', { name: 'Pages' });
  await seen(bar.getByRole('link', { name: /^Inbox/ }));
  const reach = async (name: string) => {
    const link = bar.getByRole('link', { name: new RegExp(`^${name}`) });
    if (await link.isVisible()) return link.click();
    await bar.getByRole('button', { name: 'More pages' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  for (const name of [
    'Inbox',
    'Runs',
    'Playbooks',
    'Workers',
    'Deliverables',
    'Kept mail',
    'Tools',
    'Audit',
    'Settings',
  ]) {
    await reach(name);
    await page.waitForURL(new RegExp(`/${name.toLowerCase().replace(' ', '-')}`));
    await seen(page.getByRole('heading', { name, level: 1 }));
  }
  expect(await wide(page)).toBe(false);
  await page.close();
});

test('one long playbook name does not push the filters out of the window', async ({ desk }) => {
  await prepare(desk.api).playbook(
    `Answers ${'every customer of the northern branch '.repeat(2)}`,
    aGraph([]),
  );
  for (const width of [1440, 900, 390]) {
    const page = await desk.open('/runs', { viewport: { width, height: 800 } });
    const select = page.getByRole('combobox', { name: 'Playbook' });
    await seen(select.locator('option', { hasText: 'northern branch' }).or(select));
    const box = await select.boundingBox();
    expect(box?.width).toBeLessThanOrEqual(200);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    expect(await wide(page)).toBe(false);
    await page.close();
  }
});

test('the way to resume together stays in the window however long the failure is', async ({ desk }) => {
  const firstStuck = async () => {
    const { items } = (await desk.api.ask('GET', '/api/runs?state=stuck')) as { items: RunRow[] };
    return items[0];
  };
  // One of the first mails gets stuck, as soon as it has come.
  await eventually(firstStuck).toBeDefined();
  const stuck = await firstStuck();
  if (!stuck) throw new Error('It went on meanwhile.');
  const message = 'was answered with 422: the reason code is missing, '.repeat(20);
  const trouble = { nodeId: 'refund', title: 'Refund', message, code: 'HTTP_422' };
  for (const width of [1440, 900, 390]) {
    const page = await desk.open('/', { viewport: { width, height: 800 } });
    // Two runs of the list, stuck for one long reason.
    await page.route(/\/api\/runs(\?|$)/, (route) =>
      route.fulfill({
        json: { items: ['a', 'b'].map((id) => ({ ...stuck, id, trouble, sameCause: 1 })) },
      }),
    );
    await page.goto(`${desk.url}/runs`);
    const button = page.getByRole('button', { name: 'Resume together' });
    await seen(button);
    const box = await button.boundingBox();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    expect(await wide(page)).toBe(false);
    await page.close();
  }
});

test('a state is neither cut off nor covered, in lists and in headers', async ({ desk }) => {
  const asking = async () => {
    const { items } = (await desk.api.ask('GET', '/api/runs?state=waiting')) as { items: RunRow[] };
    return items.find(({ openApprovals, workerId }) => openApprovals > 0 && workerId !== undefined);
  };
  await eventually(asking).toBeDefined();
  const waiting = await asking();
  if (!waiting) throw new Error('It was answered meanwhile.');
  for (const width of [1440, 900, 390]) {
    for (const address of ['/runs', `/workers/${waiting.workerId}`, `/runs/${waiting.id}`]) {
      const page = await desk.open(address, { viewport: { width, height: 1600 } });
      await seen(page.getByText(/^waits/));
      expect([address, width, await halfSeen(page)]).toEqual([address, width, []]);
      await page.close();
    }
  }
});

/** The tags of which the end is not what is seen at that place. */
const halfSeen = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('[data-tone]')].flatMap((tag) => {
      // What is outside the window is at no place at all.
      tag.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { right, top, height } = tag.getBoundingClientRect();
      const there = document.elementFromPoint(right - 3, top + height / 2);
      return height === 0 || tag.contains(there) ? [] : [tag.textContent];
    }),
  );

const wide = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
