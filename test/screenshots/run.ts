// `npm run screenshots`: every page of the product on a scripted state, light and dark, wide and narrow, into screenshots/.
// With `-- --readme` the pictures of the README are renewed from them.
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { findBrowser, launchBrowserServer } from '../support/find-browser.ts';
import { type SignedIn, signIn, startOffice } from '../support/office.ts';
import { renewReadmePictures } from './renew-readme-pictures.ts';
import { publishTheFix, setTheScene } from './scene.ts';
import { type Shot, shotsAfterTheFix, shotsOf } from './shots.ts';

const folder = path.resolve(import.meta.dirname, '../../screenshots');
const widths = [1440, 900] as const;
const themes = ['light', 'dark'] as const;

const executable = await findBrowser();
if (executable === undefined) {
  console.error('There is no Chromium: install it, or set CHROMIUM_PATH.');
  process.exit(1);
}
console.log('Starting Dayshift with its practice office…');
const office = await startOffice({ firstMails: ['01', '02', '03', '04', '05', '06', '07'] });
try {
  const api = await signIn(office);
  console.log('Waiting for the first mails, which takes a minute…');
  const scene = await setTheScene(api);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await takeAll(executable, api, shotsOf(api, scene));
  await publishTheFix(api);
  await takeAll(executable, api, shotsAfterTheFix(scene));
  if (process.argv.includes('--readme')) renewReadmePictures(folder);
  console.log(`The pictures are in ${path.relative(process.cwd(), folder)}/`);
} finally {
  await office.stop();
}

async function takeAll(browserPath: string, api: SignedIn, shots: readonly Shot[]): Promise<void> {
  const server = await launchBrowserServer(browserPath);
  try {
    const browser = await chromium.connect(server.wsEndpoint());
    for (const width of widths) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      const [name = '', value = ''] = api.cookie.split(/=(.*)/);
      await context.addCookies([{ name, value, url: office.url }]);
      const page = await context.newPage();
      for (const shot of shots) await take(page, shot, width);
      await context.close();
    }
  } finally {
    await server.close();
  }
}

async function take(page: Page, shot: Shot, width: number): Promise<void> {
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.goto(new URL(shot.at, office.url).href);
    await page.getByText(shot.shows, { exact: false }).first().waitFor();
    await shot.before?.(page);
    await isSettled(page);
    await page.screenshot({ path: path.join(folder, `${shot.name}-${width}-${theme}.png`) });
  }
  console.log(`${shot.name} at ${width}`);
}

/** Fonts, editors that load late and the check of a drawing are there, and nothing fades any more. */
async function isSettled(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.getByText('Checking…').waitFor({ state: 'hidden' });
  await page.locator('textarea[class*="chipBox"]').first().waitFor({ state: 'hidden' });
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}
