import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const compose = readFileSync(path.join(import.meta.dirname, '../docker-compose.yml'), 'utf8');

test('every published port is bound to this machine', () => {
  const published = [...compose.matchAll(/^ {4}ports:\n((?: {6}- .*\n)+)/gm)].flatMap(([, lines]) =>
    (lines ?? '').trim().split(/\n\s*/),
  );
  expect(published.length).toBeGreaterThan(0);
  for (const port of published) expect(port).toMatch(/^- "127\.0\.0\.1:\d+:\d+"$/);
});

test('every service that is published is one of those the README names', () => {
  const services = [
    ...(compose.split(/^services:$/m)[1]?.split(/^volumes:$/m)[0] ?? '').matchAll(/^ {2}([a-z-]+):$/gm),
  ];
  expect(services.map(([, name]) => name)).toEqual(
    expect.arrayContaining(['api', 'fleet', 'mongo', 'temporal', 'temporal-ui']),
  );
});
