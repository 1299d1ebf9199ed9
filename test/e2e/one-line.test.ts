import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject, onTestFinished, test } from 'vitest';
import { type Office, type SignedIn, signIn, startOffice } from '../support/office.ts';
import { eventually } from './support/wait.ts';

const endpoint = inject('browser') ?? '';

// An office of its own: the lines of other tests' browsers would be counted too.
test.skipIf(endpoint === '')(
  'ten tabs hold one line, which rests while nobody looks and goes with the last tab',
  async () => {
    const office = await startOffice({ firstMails: ['01'] });
    onTestFinished(() => office.stop());
    const me = await signIn(office);
    const browser = await chromium.connect(endpoint);
    onTestFinished(() => browser.close());

    const tabs = await signedInBrowser(await browser.newContext(), office, me);
    for (let count = 0; count < 10; count += 1) await tabs.open(count % 2 === 0 ? '/runs' : '/inbox');
    await eventually(() => openLines(office)).toBe(1);
    for (const page of tabs.context.pages()) await becomes('hidden', page);
    await eventually(() => openLines(office)).toBe(0);
    for (const page of tabs.context.pages()) await becomes('visible', page);
    await eventually(() => openLines(office)).toBe(1);

    // A browser without shared workers holds a line for the tab that is looked at.
    const phone = await browser.newContext();
    await phone.addInitScript(() => {
      Reflect.deleteProperty(globalThis, 'SharedWorker');
    });
    await (await signedInBrowser(phone, office, me)).open('/inbox');
    await eventually(() => openLines(office)).toBe(2);
    await phone.close();
    await tabs.context.close();
    await eventually(() => openLines(office)).toBe(0);
  },
);

async function signedInBrowser(context: BrowserContext, { url }: Office, { cookie }: SignedIn) {
  const [name = '', value = ''] = cookie.split(/=(.*)/);
  await context.addCookies([{ name, value, url }]);
  return {
    context,
    async open(path: string): Promise<void> {
      const page = await context.newPage();
      await page.goto(url + path);
    },
  };
}

async function openLines({ url }: Office): Promise<number> {
  const measures = await (await fetch(`${url}/metrics`)).text();
  return Number(/^dayshift_api_live_lines (\d+)$/m.exec(measures)?.[1]);
}

/** A browser that shows nothing has no window to cover: the page is told as it would be. */
function becomes(state: DocumentVisibilityState, page: Page): Promise<void> {
  return page.evaluate((now) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => now });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
}
