import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../../..');
// What holds secrets or works on strangers' data. The launcher downloads servers and the practice office serves: they may.
const guarded = ['packages/ai', 'packages/tools', 'temporal/activities', 'apps/fleet', 'apps/api'];
const doors = [
  /from '(undici|axios|node-fetch|got|node:http2|node:https|node:tls|node:dns)'/,
  /from 'node:(http|net)'/,
  /(?<![.\w])fetch\(/,
];

it('nobody but this package opens a connection to the outside world', () => {
  const files = guarded.flatMap((folder) => globSync(`${folder}/src/**/*.ts`, { cwd: root }));
  // The script inside a served page runs in the browser.
  const sources = files.filter((file) => !/\.test\.ts$|-page\.ts$|\/(test-)?support\//.test(file));
  expect(sources.length).toBeGreaterThan(20);
  const offenders = sources.filter((file) => {
    const text = readFileSync(path.join(root, file), 'utf8').replace(/^import type .*$/gm, '');
    return doors.some((door) => door.test(text));
  });
  expect(offenders).toEqual([]);
});
