import { existsSync } from 'node:fs';
import { whyItFailed } from '../download.ts';
import { findOnPath, isExecutable } from '../process/find-on-path.ts';
import { runCommand } from '../process/run-command.ts';
import type { Environment, Say } from '../say.ts';

export type FindChromium = {
  environment: Environment;
  say: Say;
  /** Playwright's own browser. Given by the tests, so that the product needs no Playwright. */
  playwright?: { executablePath: () => string; install: () => Promise<void> };
  /** Replaced in tests. */
  isRootOnDebian?: () => boolean;
};

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium to test in, or the reason why there is none. */
export async function findChromium(
  options: FindChromium,
): Promise<{ path: string } | { unavailable: string }> {
  const { environment, say, playwright } = options;
  if (environment.CHROMIUM_PATH) {
    return isExecutable(environment.CHROMIUM_PATH)
      ? { path: environment.CHROMIUM_PATH }
      : { unavailable: `CHROMIUM_PATH points to ${environment.CHROMIUM_PATH}, which cannot be run` };
  }
  const onPath = findOnPath(names, environment);
  if (onPath !== undefined) return { path: onPath };

  const reasons = ['no CHROMIUM_PATH, no Chromium on PATH'];
  if (playwright !== undefined) {
    const fromPlaywright = await playwrightBrowser(playwright, say, reasons);
    if (fromPlaywright !== undefined) return { path: fromPlaywright };
  }
  if ((options.isRootOnDebian ?? isRootOnDebian)()) {
    const installed = await aptInstall(environment, say, reasons);
    if (installed !== undefined) return { path: installed };
  }
  return { unavailable: reasons.join('; ') };
}

async function playwrightBrowser(
  playwright: NonNullable<FindChromium['playwright']>,
  say: Say,
  reasons: string[],
): Promise<string | undefined> {
  try {
    if (!existsSync(playwright.executablePath())) {
      say("Downloading Playwright's Chromium…");
      await playwright.install();
    }
    if (existsSync(playwright.executablePath())) return playwright.executablePath();
    reasons.push("Playwright's download left no browser");
  } catch (error) {
    reasons.push(`Playwright's download failed (${whyItFailed(error).trim().split('\n')[0]})`);
  }
  return undefined;
}

async function aptInstall(
  environment: Environment,
  say: Say,
  reasons: string[],
): Promise<string | undefined> {
  say('Installing Chromium with apt-get…');
  const options = {
    timeoutMs: 10 * 60_000,
    environment: { ...environment, DEBIAN_FRONTEND: 'noninteractive' },
  };
  await runCommand('apt-get', ['update', '-q'], options);
  const { code, output } = await runCommand(
    'apt-get',
    ['install', '-y', '-q', '--no-install-recommends', 'chromium'],
    options,
  );
  const found = code === 0 ? findOnPath(names, environment) : undefined;
  if (found === undefined) reasons.push(`apt-get failed (${output.trim().split('\n').at(-1) ?? ''})`);
  return found;
}

function isRootOnDebian(): boolean {
  return process.getuid?.() === 0 && existsSync('/etc/debian_version');
}
