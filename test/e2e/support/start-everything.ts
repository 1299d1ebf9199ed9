import type { TestProject } from 'vitest/node';
import { findBrowser, launchBrowserServer } from '../../support/find-browser.ts';
import { signIn, startOffice } from '../../support/office.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Undefined where there is no browser; every test is skipped then, and the runner says so. */
    browser: string | undefined;
    office: { url: string; cookie: string } | undefined;
  }
}

/** One browser and one office for all files; both end with the test run, however that ends. */
export default async function startEverything(project: TestProject): Promise<() => Promise<void>> {
  const executable = await findBrowser();
  if (executable === undefined) {
    project.provide('browser', undefined);
    project.provide('office', undefined);
    return async () => undefined;
  }
  const office = await startOffice({ firstMails: ['01', '02', '03', '05'] });
  try {
    const browser = await launchBrowserServer(executable);
    const { cookie } = await signIn(office);
    project.provide('browser', browser.wsEndpoint());
    project.provide('office', { url: office.url, cookie });
    return async () => {
      await browser.close();
      await office.stop();
    };
  } catch (error) {
    await office.stop();
    throw error;
  }
}
