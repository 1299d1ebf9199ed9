import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder, findChromium, launchMongod, type Say } from '@dayshift/local-services';
import { MongoBinary } from 'mongodb-memory-server-core';
import { chromium } from 'playwright-core';
import type { Stage } from './stage.ts';

export type TestServices = {
  /** What the test processes are given; MONGODB_URI itself is taken away so that no product under test picks it up by chance. */
  environment: NodeJS.ProcessEnv;
  /** Which server and which browser answered, or why there was none. */
  report: string[];
  stop: () => Promise<void>;
};

/** Finds what the chosen stages need once for all of them, and says by name what was found. */
export async function findTestServices(stages: readonly Stage[], say: Say): Promise<TestServices> {
  const { MONGODB_URI: _product, ...environment } = process.env;
  const services: TestServices = { environment, report: [], stop: async () => undefined };
  if (stages.some((stage) => stage.kind === 'vitest')) await addMongod(services, say);
  if (stages.some((stage) => stage.kind === 'vitest' && stage.needsChromium))
    await addChromium(services, say);
  return services;
}

async function addMongod(services: TestServices, say: Say): Promise<void> {
  const mongod = await launchMongod({ environment: process.env, say, fetchMongod });
  if ('unavailable' in mongod) {
    report(
      services,
      say,
      `SKIPPED: the tests of the MongoDB driver, because there is no server (${mongod.unavailable}).`,
    );
    return;
  }
  services.environment.DAYSHIFT_TEST_MONGODB_URI = mongod.uri;
  services.environment.DAYSHIFT_TEST_MONGODB_LABEL = mongod.label;
  services.stop = mongod.stop;
  report(services, say, `The MongoDB driver is tested against: ${mongod.label}`);
}

async function addChromium(services: TestServices, say: Say): Promise<void> {
  const playwright = { executablePath: () => chromium.executablePath(), install: installPlaywrightChromium };
  const found = await findChromium({ environment: process.env, say, playwright });
  if ('unavailable' in found) {
    report(
      services,
      say,
      `SKIPPED: the tests in a browser, because there is no Chromium (${found.unavailable}).`,
    );
    return;
  }
  services.environment.CHROMIUM_PATH = found.path;
  report(services, say, `The browser of the tests is: ${found.path}`);
}

function report(services: TestServices, say: Say, line: string): void {
  say(line);
  services.report.push(line);
}

function fetchMongod(): Promise<string> {
  return MongoBinary.getPath({ downloadDir: path.join(cacheFolder(process.env), 'mongod') });
}

async function installPlaywrightChromium(): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json');
  const cli = path.join(path.dirname(manifest), 'cli.js');
  await promisify(execFile)(process.execPath, [cli, 'install', 'chromium']);
}
