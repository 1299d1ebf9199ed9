import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'chromium-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const say = () => undefined;
const isRootOnDebian = () => false;

test('CHROMIUM_PATH comes first, and is refused when it cannot be run', async () => {
  const file = anExecutable('my-chromium');
  expect(await findChromium({ environment: { CHROMIUM_PATH: file }, say })).toEqual({ path: file });
  expect(await findChromium({ environment: { CHROMIUM_PATH: '/nowhere' }, say })).toEqual({
    unavailable: 'CHROMIUM_PATH points to /nowhere, which cannot be run',
  });
});

test('a Chromium or Chrome on PATH is used', async () => {
  const file = anExecutable('google-chrome');
  expect(await findChromium({ environment: { PATH: folder }, say })).toEqual({ path: file });
});

test("then Playwright's own, downloaded when it is not there yet", async () => {
  const file = path.join(folder, 'downloaded');
  const playwright = {
    executablePath: () => file,
    install: async () => {
      anExecutable('downloaded');
    },
  };
  expect(await findChromium({ environment: { PATH: '' }, say, playwright, isRootOnDebian })).toEqual({
    path: file,
  });
});

test('where there is none, every reason is told', async () => {
  const playwright = {
    executablePath: () => path.join(folder, 'never'),
    install: () => Promise.reject(new Error('no network\nat line 1')),
  };
  expect(await findChromium({ environment: { PATH: '' }, say, playwright, isRootOnDebian })).toEqual({
    unavailable: "no CHROMIUM_PATH, no Chromium on PATH; Playwright's download failed (no network)",
  });
});

function anExecutable(name: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, '#!/bin/sh\n');
  chmodSync(file, 0o755);
  return file;
}
