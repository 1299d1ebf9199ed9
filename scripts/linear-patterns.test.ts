import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { type Node, parse } from 'acorn';
import { full } from 'acorn-walk';
import { check } from 'recheck';
import { expect, test } from 'vitest';

const root = path.join(import.meta.dirname, '..');

/**
 * Whatever reads what others wrote: the doors of the API, the engine and its neighbours, what activities read. Left out is what
 * runs on nobody's text but ours: starting services, and the practice office.
 */
const sources = globSync(
  ['apps/api/src/**/*.ts', 'apps/fleet/src/**/*.ts', 'packages/*/src/**/*.ts', 'temporal/*/src/**/*.ts'],
  { cwd: root },
).filter((file) => !/\.test\.ts$|\.d\.ts$|test-support|packages\/(practice|local-services)\//.test(file));

/** Patterns whose time grows faster than their text, each with what keeps that text short. */
const bounded: Record<string, string> = {
  '/, after .*$/i': 'the title of a step, which the model limits',
  '/\\/+$/': 'an address of our own configuration',
  '/(\\d+(?:\\.\\d+)?)(ms|d|h|m|s)/g': 'a duration, refused above 40 characters',
  '/^\\s*[+-]?(\\d+\\.?\\d*|\\.\\d+)(e[+-]?\\d+)?\\s*$/i': 'a number, refused above 64 characters',
  '/<(?:meta[^>]{0,300}?charset|\\?xml[^>]{0,100}?encoding)\\s*=\\s*["\']?([\\w-]{1,40})/i':
    'the first 1,024 bytes of an answer',
  '/0+$/': 'a number we formatted',
  '/[A-Za-z_][A-Za-z0-9_]*$/': 'an expression, which the language limits',
  '/[@!].*$/': 'the key of a step, which we make',
  '/\\s*==\\s*""/g': 'an expression, which the language limits',
  '/\\s*!=\\s*""/g': 'an expression, which the language limits',
  '/("(?:\\\\.|[^"\\\\])*")/': 'an expression, which the language limits',
  '/\\s*!=\\s*null\\b/g': 'an expression, which the language limits',
  '/\\s*==\\s*null\\b/g': 'an expression, which the language limits',
  '/\\s*&&\\s*/g': 'an expression, which the language limits',
  '/\\s*\\|\\|\\s*/g': 'an expression, which the language limits',
  '/\\s*==\\s*/g': 'an expression, which the language limits',
  '/\\s*!=\\s*/g': 'an expression, which the language limits',
};

/** Files that build a pattern from words of their own. */
const builders = ['apps/api/src/approvals/decision-verbs.ts', 'packages/expressions/src/completions.ts'];

const literals = new Map<string, { source: string; flags: string; at: string }>();
const built = new Set<string>();
for (const file of sources) {
  const program = parse(stripTypeScriptTypes(readFileSync(path.join(root, file), 'utf8')), {
    ecmaVersion: 'latest',
    sourceType: 'module',
    locations: true,
  });
  full(program, (node) => {
    const { regex, callee } = node as Node & {
      regex?: { pattern: string; flags: string };
      callee?: { name?: string };
    };
    if (callee?.name === 'RegExp') built.add(file);
    if (regex)
      literals.set(`/${regex.pattern}/${regex.flags}`, {
        source: regex.pattern,
        flags: regex.flags,
        at: `${file}:${node.loc?.start.line}`,
      });
  });
}

test('no pattern over text from outside takes longer than the text is long', {
  timeout: 240_000,
}, async () => {
  expect(literals.size).toBeGreaterThan(50);
  const found: string[] = [];
  for (const [text, { source, flags, at }] of literals) {
    if (text in bounded) continue;
    const verdict = await check(source, flags, { timeout: 20_000 });
    if (verdict.status !== 'safe')
      found.push(
        `${at} ${text}: ${'complexity' in verdict ? verdict.complexity?.summary : 'not shown to be linear'}`,
      );
  }
  expect(found).toEqual([]);
});

test('every exception is still used, and a pattern put together at run time is made of our own words', () => {
  expect(Object.keys(bounded).filter((text) => !literals.has(text))).toEqual([]);
  expect([...built].sort()).toEqual(builders);
});

test('a pattern that is quadratic is found', async () => {
  expect(await check('<!--[\\s\\S]*?-->', 'g')).toMatchObject({ status: 'vulnerable' });
});
