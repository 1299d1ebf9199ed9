import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { type Desk, testAtOneDesk as test } from './support/desk.ts';
import { practiceOffice } from './support/practice-office.ts';
import { aGraph, prepare } from './support/prepared.ts';
import { eventually, gone, seen, still } from './support/wait.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

// Where a page is, and what is on it once it is there. Hiro has one run that is done, one that asks, one that is stuck.
const pages: Record<
  string,
  { at: (desk: Desk) => Promise<string> | string; shows: string; opens?: (page: Page) => Promise<void> }
> = {
  home: { at: () => '/', shows: 'Needs you' },
  inbox: { at: () => '/inbox', shows: 'What led here' },
  'what was decided': { at: () => '/inbox?tab=decided', shows: 'Decided' },
  runs: { at: () => '/runs', shows: 'Charged twice' },
  'a stuck run': { at: stuckRun, shows: 'Fix and resume' },
  'resuming it': { at: async (desk) => `${await stuckRun(desk)}?resume=true`, shows: 'Load customer' },
  'correcting it': {
    at: stuckRun,
    shows: 'What you change here',
    opens: (page) => page.getByRole('button', { name: 'Correct input' }).click(),
  },
  'comparing it': { at: async (desk) => `${await stuckRun(desk)}?compare=last`, shows: 'They part at' },
  'a finished run': { at: finishedRun, shows: 'Run again' },
  playbooks: { at: () => '/playbooks', shows: 'Answer or refund' },
  'making a playbook': { at: () => '/playbooks?new=true', shows: 'Who does it' },
  'pausing a playbook': {
    at: () => '/playbooks',
    shows: 'Nothing new starts',
    opens: chooseOf('Answer or refund', 'Pause…'),
  },
  'deleting a playbook': {
    at: () => '/playbooks',
    shows: 'that is for good',
    opens: chooseOf('Answer or refund', 'Delete…'),
  },
  'a paused playbook': {
    at: async (desk) => `/playbooks/${await paused(desk)}`,
    shows: 'It takes nothing new',
  },
  'a deleted playbook': {
    at: async (desk) => `/playbooks/${await deleted(desk)}`,
    shows: 'This playbook was deleted',
  },
  'a step to be fixed': {
    at: async (desk) =>
      `/playbooks/pb_answer_or_refund?node=refund&run=${(await stuckRun(desk)).split('/').at(-1)}`,
    shows: 'In the run you fix',
  },
  canvas: { at: () => '/playbooks/pb_answer_or_refund', shows: 'Understand the mail' },
  'a step on the canvas': { at: () => '/playbooks/pb_answer_or_refund?node=refund', shows: 'Who decides' },
  outline: { at: () => '/playbooks/pb_answer_or_refund?tab=outline', shows: 'Understand the mail' },
  'runs of a playbook': { at: () => '/playbooks/pb_answer_or_refund?tab=runs', shows: 'Charged twice' },
  versions: { at: () => '/playbooks/pb_answer_or_refund?tab=versions', shows: 'First version' },
  'an empty canvas': {
    at: async (desk) => `/playbooks/${await prepare(desk.api).playbook('Nothing yet', aGraph([]))}`,
    shows: 'An empty playbook',
  },
  workers: { at: () => '/workers', shows: 'Hiro' },
  'hiring a worker': { at: () => '/workers?hire=true', shows: 'Name' },
  'a worker': { at: () => '/workers/wrk_hiro', shows: 'Support operations' },
  'editing a worker': {
    at: () => '/workers/wrk_hiro',
    shows: 'Reports to',
    opens: chooseOf('Hiro', 'Edit…'),
  },
  'letting a worker go': {
    at: () => '/workers/wrk_hiro',
    shows: 'it can be taken back',
    opens: chooseOf('Hiro', 'Let Hiro go…'),
  },
  deliverables: { at: () => '/deliverables', shows: 'Deliverables' },
  'kept mail': { at: () => '/kept-mail', shows: 'Kept mail' },
  tools: { at: () => '/tools', shows: 'Connected' },
  audit: {
    // The newest entries are shown, and the other tests make many.
    at: async (desk) => {
      await prepare(desk.api).playbook('Just audited', aGraph([]));
      return '/audit';
    },
    shows: 'Just audited',
  },
  settings: { at: () => '/settings', shows: 'This installation' },
  'a page that is not there': { at: () => '/nowhere', shows: 'There is' },
  'the sign-in page': { at: () => '/sign-in', shows: 'Open the newest sign-in link' },
  'the practice mailbox': { at: ({ api }) => practiceOffice(api).mailUrl, shows: 'Subject' },
  'the practice help desk': { at: ({ api }) => practiceOffice(api).helpDeskUrl, shows: 'Refunds' },
};

// These are for the phone in between as well.
const pocket = ['home', 'inbox', 'a stuck run'];

describe.for(Object.entries(pages))('%s', ([name, { at, shows, opens }]) => {
  test('axe finds nothing serious in light and dark, and nothing scrolls sideways at 900 px', async ({
    desk,
  }) => {
    const page = await goTo(desk, await at(desk));
    await opens?.(page);
    await seen(page.locator('main, [role="dialog"]').getByText(shows, { exact: false }));
    await gone(page.getByText('Loading', { exact: false }));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await still(page);
      expect({ [colorScheme]: await troubles(page) }).toEqual({ [colorScheme]: [] });
    }
    for (const width of pocket.includes(name) ? [900, 390] : [900]) {
      await page.setViewportSize({ width, height: 900 });
      await eventually(() => wide(page)).toEqual([]);
    }
  });
});

let tab: Page | undefined;

/** By its address, as a bookmark would, in one tab for all. */
async function goTo(desk: Desk, address: string): Promise<Page> {
  if (!tab) {
    tab = await desk.open(address);
    return tab;
  }
  await tab.setViewportSize({ width: 1440, height: 900 });
  await tab.goto(new URL(address, desk.url).href);
  return tab;
}

/** Out of the menu of a playbook or a worker. */
function chooseOf(name: string, item: string) {
  return async (page: Page) => {
    await page.getByRole('button', { name: `More to do with ${name}`, exact: true }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
}

async function paused({ api }: Desk): Promise<string> {
  const id = await prepare(api).askingPlaybook('Rests for a while');
  await api.ask('PUT', `/api/playbooks/${id}/state`, { state: 'paused' });
  return id;
}

async function deleted({ api }: Desk): Promise<string> {
  const id = await prepare(api).askingPlaybook('Gone for good');
  await api.ask('DELETE', `/api/playbooks/${id}?name=Gone%20for%20good`);
  return id;
}

async function stuckRun(desk: Desk): Promise<string> {
  return runOf(desk, 'stuck');
}

async function finishedRun(desk: Desk): Promise<string> {
  return runOf(desk, 'done');
}

async function runOf(desk: Desk, state: string): Promise<string> {
  const find = async () => {
    const found = await desk.api.ask('GET', `/api/runs?playbook=pb_answer_or_refund&state=${state}`);
    return (found as { items: { id: string }[] }).items[0]?.id;
  };
  await eventually(find).toBeDefined();
  return `/runs/${await find()}`;
}

/** Serious and critical, each with the first place it is at. */
async function troubles(page: Page): Promise<string[]> {
  // Once per page: it is half a megabyte, and each page is looked at in both themes.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      resultTypes: ['violations'],
      iframes: false,
      preload: false,
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(
        ({ id, nodes }) =>
          `${id} ×${nodes.length}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.any[0]?.message ?? ''}`,
      );
  });
}

/** Everything a person could scroll sideways; long code lines may. */
function wide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, body, body *')]
      .filter((element) => {
        const { overflowX } = getComputedStyle(element);
        const mayScroll =
          element === document.documentElement || overflowX === 'auto' || overflowX === 'scroll';
        const isCode = element.closest('pre, .cm-editor, textarea') !== null;
        return mayScroll && !isCode && element.scrollWidth > element.clientWidth + 1;
      })
      .map(
        (element) =>
          `${element.tagName} ${element.className}: ${element.scrollWidth} in ${element.clientWidth}`,
      ),
  );
}
