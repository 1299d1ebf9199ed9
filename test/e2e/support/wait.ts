import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

const patience = { timeout: 20_000, interval: 100 };

/** Resolves once it is on the page. */
export function seen(what: Locator): Promise<void> {
  return what.first().waitFor({ state: 'visible', timeout: patience.timeout });
}

/** Resolves once it is not on the page any more. */
export function gone(what: Locator): Promise<void> {
  return what.first().waitFor({ state: 'hidden', timeout: patience.timeout });
}

/** Asks again until the matcher holds: `await eventually(() => page.title()).toBe('Home')`. */
export function eventually<T>(ask: () => T | Promise<T>) {
  return expect.poll(ask, patience);
}

/** The draft on the canvas has reached the server. */
export function saved(page: Page): Promise<void> {
  return seen(page.getByText(/^draft · saved/));
}

/** Nothing fades or slides any more: colours in between belong to no theme. */
export async function still(page: Page): Promise<void> {
  // What was just asked for begins to move with the next frame.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
}
