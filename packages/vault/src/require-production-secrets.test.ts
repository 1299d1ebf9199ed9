import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { requireProductionSecrets } from './require-production-secrets.ts';

const good = {
  NODE_ENV: 'production',
  DAYSHIFT_SECRET: 'kq2cV0w7mJtY8xR5nB3zL6pD9sF1gH4a',
  MONGODB_URI: 'mongodb://dayshift:8d2f@mongo:27017/dayshift',
};

test('production starts on secrets of its own', () => {
  expect(() => requireProductionSecrets(good)).not.toThrow();
});

test.each([
  ['no secret', { DAYSHIFT_SECRET: undefined }, 'set DAYSHIFT_SECRET to at least 32 random characters'],
  ['a short secret', { DAYSHIFT_SECRET: 'hunter2' }, 'set DAYSHIFT_SECRET to at least 32'],
  [
    'the example secret',
    { DAYSHIFT_SECRET: 'change-me-change-me-change-me-change-me' },
    'set DAYSHIFT_SECRET',
  ],
  ['no database', { MONGODB_URI: '' }, 'set MONGODB_URI to your MongoDB'],
  [
    'the example password',
    { MONGODB_URI: 'mongodb://dayshift:change-me@mongo:27017' },
    'set MONGODB_URI without the example password',
  ],
])('production refuses %s', (_what, part, sentence) => {
  expect(() => requireProductionSecrets({ ...good, ...part })).toThrow(sentence);
});

test('a laptop needs no secrets', () => {
  expect(() => requireProductionSecrets({ NODE_ENV: 'development' })).not.toThrow();
});

test('every default secret of docker-compose.yml is one that production refuses', () => {
  const compose = readFileSync(path.join(import.meta.dirname, '../../../docker-compose.yml'), 'utf8');
  const defaults = [...compose.matchAll(/\$\{([A-Z_]*(?:PASSWORD|SECRET))(?::-([^}]*))?\}/g)];
  expect(defaults.map(([, name]) => name)).toContain('DAYSHIFT_SECRET');
  for (const [, name, value] of defaults) expect(`${name}=${value}`).toContain('change-me');
});
