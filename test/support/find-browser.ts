import { findChromium } from '@dayshift/local-services';
import { type BrowserServer, chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The Chromium that the test runner found, or one on the PATH. Undefined where there is none; nothing is downloaded. */
export async function findBrowser(): Promise<string | undefined> {
  const found = await findChromium({
    environment: process.env,
    say: () => undefined,
    isRootOnDebian: () => false,
  });
  return 'path' in found ? found.path : undefined;
}

/** One browser that several test files connect to. */
export function launchBrowserServer(executablePath: string): Promise<BrowserServer> {
  return chromium.launchServer({ executablePath, args: flags, host: '127.0.0.1' });
}
