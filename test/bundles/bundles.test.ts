import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundlePath } from '@dayshift/temporal-workflows';
import { describe, expect, it } from 'vitest';

/** Packages that a bundle was built from, read off the module paths it keeps. */
function packagesIn(bundle: string): Set<string> {
  const found = new Set<string>();
  for (const [, name] of bundle.matchAll(/\/node_modules\/((?:@[\w.-]+\/)?[\w.-]+)\//g))
    if (name) found.add(name);
  for (const [, name] of bundle.matchAll(/"(?:\.{1,2}\/)+((?:packages|temporal|apps)\/[\w-]+)\/src\//g))
    if (name) found.add(name);
  return found;
}

describe('the workflow bundle', () => {
  const packages = packagesIn(readFileSync(bundlePath, 'utf8'));

  it('holds the engine and the expressions', () => {
    expect(packages).toContain('packages/engine');
    expect(packages).toContain('packages/expressions');
  });

  it.each([
    'zod',
    'openai',
    'mongoose',
    'undici',
    'fastify',
    'packages/nodes',
    'packages/compiler',
    'packages/store',
  ])('has no %s', (name) => {
    expect(packages).not.toContain(name);
  });
});

describe('the browser bundle', () => {
  const folder = path.join(import.meta.dirname, '../../apps/web/dist/assets');
  const scripts = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.js')) : [];
  const code = scripts.map((file) => readFileSync(path.join(folder, file), 'utf8')).join('\n');

  it('is built', () => {
    expect(scripts.length).toBeGreaterThan(0);
  });

  // Words that only these packages' own code has: a minified bundle keeps no module paths.
  it.each([
    ['the store', 'BEGIN IMMEDIATE'],
    ['mongoose', 'MongooseError'],
    ['openai', 'OpenAIError'],
    ['Temporal', 'temporal.api.'],
    ['fastify', 'FST_ERR_'],
    ['undici', 'UND_ERR_'],
  ])('has nothing of %s', (_what, word) => {
    expect(code).not.toContain(word);
  });

  it('evaluates no text as code', () => {
    // A call of `eval` itself: re2js has a method of that name, which is defined as `eval(…) {` and called as `.eval(…)`.
    expect(code).not.toMatch(/(?<![.\w$])eval\((?![^()]*\)\s*\{)|new Function\(/);
  });
});
