import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { test as base, expect, inject } from 'vitest';
import { resumeSession, type SignedIn } from '../../support/office.ts';

/** A person's browser on the shared office. What goes wrong in it unseen fails the test at its end. */
export interface Desk {
  url: string;
  /** The same person's session, for what a test prepares without the browser. */
  api: SignedIn;
  open: (path: string, options?: BrowserContextOptions) => Promise<Page>;
  /** A browser of its own, which is signed in nowhere unless it is told what it remembers. */
  openElsewhere: (url: string, remembers?: BrowserContextOptions['storageState']) => Promise<Page>;
  /** What a test provokes on purpose is no complaint. */
  expectComplaint: (words: RegExp) => void;
}

const person = {
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
  timezoneId: 'Europe/Berlin',
  reducedMotion: 'reduce',
} satisfies BrowserContextOptions;

const endpoint = inject('browser');
const office = inject('office');

interface OpenDesk {
  desk: Desk;
  /** Says what went wrong unseen since it was last asked, and keeps pictures of a test that failed. */
  check: (failed: string | undefined) => Promise<void>;
  close: () => Promise<void>;
}

async function openDesk(): Promise<OpenDesk> {
  if (endpoint === undefined || office === undefined) throw new Error('There is no browser.');
  const browser = await chromium.connect(endpoint);
  const contexts = new Map<string, BrowserContext>();
  const complaints: string[] = [];
  const expected: RegExp[] = [];
  const contextFor = async (name: string, options: BrowserContextOptions) => {
    const known = contexts.get(name);
    if (known) return known;
    const made = await browser.newContext({ ...person, ...options });
    await listen(made, complaints);
    contexts.set(name, made);
    return made;
  };
  const desk: Desk = {
    url: office.url,
    api: await resumeSession(office.url, office.cookie),
    async open(address, options = {}) {
      const context = await contextFor(JSON.stringify(options), options);
      const [name = '', value = ''] = office.cookie.split(/=(.*)/);
      await context.addCookies([{ name, value, url: office.url }]);
      const page = await context.newPage();
      await page.goto(new URL(address, office.url).href);
      return page;
    },
    async openElsewhere(url, remembers) {
      const options = remembers === undefined ? {} : { storageState: remembers };
      const page = await (await contextFor('elsewhere', options)).newPage();
      await page.goto(url);
      return page;
    },
    expectComplaint: (words) => void expected.push(words),
  };
  return {
    desk,
    async check(failed) {
      if (failed !== undefined) await keepPictures(failed, [...contexts.values()]);
      const unexpected = complaints.splice(0).filter((each) => !expected.some((words) => words.test(each)));
      expect(unexpected).toEqual([]);
    },
    close: () => browser.close(),
  };
}

const withDesk = base.extend<{ desk: Desk }>({
  desk: async ({ task }, use) => {
    const { desk, check, close } = await openDesk();
    try {
      await use(desk);
      await check(task.result?.state === 'fail' ? task.name : undefined);
    } finally {
      await close();
    }
  },
});

/** A test with a desk; skipped, and counted as that, where there is no browser. */
export const test = withDesk.skipIf(endpoint === undefined);

const withSharedDesk = base.extend<{ ofFile: OpenDesk; desk: Desk }>({
  ofFile: [
    // biome-ignore lint/correctness/noEmptyPattern: the fixture needs no other, and has to say so
    async ({}, use) => {
      const open = await openDesk();
      try {
        await use(open);
      } finally {
        await open.close();
      }
    },
    { scope: 'file' },
  ],
  desk: async ({ task, ofFile }, use) => {
    await use(ofFile.desk);
    await ofFile.check(task.result?.state === 'fail' ? task.name : undefined);
  },
});

/** The same at the one desk of its file: its browser keeps what it loaded, as a person's does who goes from page to page. */
export const testAtOneDesk = withSharedDesk.skipIf(endpoint === undefined);

/** Errors in the console, what the security policy refused, and every request that would leave this machine. */
async function listen(context: BrowserContext, complaints: string[]): Promise<void> {
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on('weberror', (error) => complaints.push(`error: ${error.error().stack}`));
  context.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url());
    const isLocal = hostname === '127.0.0.1' || protocol === 'data:' || protocol === 'blob:';
    if (!isLocal) complaints.push(`request to ${request.url()}`);
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) =>
      console.error(`security policy: ${event.violatedDirective} refused ${event.blockedURI}`),
    );
  });
}

/** Outlives the run of the tests, whose temporary folder goes with it. */
const picturesFolder = path.resolve(import.meta.dirname, '../out');

/** What the person saw when it went wrong. */
async function keepPictures(name: string, contexts: BrowserContext[]): Promise<void> {
  mkdirSync(picturesFolder, { recursive: true });
  const pages = contexts.flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    const file = path.join(picturesFolder, `${name.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}-${index}.png`);
    await page.screenshot({ path: file }).catch(() => undefined);
    console.log(`Seen when it failed: ${file}`);
  }
}
