import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { requireProductionSecrets } from './require-production-secrets.ts';

const good = { NODE_ENV: 'production', MONGODB_URI: 'mongodb://dayshift:8d2f@mongo:27017/dayshift' };

test('production starts on secrets of its own', () => {
  expect(() => requireProductionSecrets(good)).not.toThrow();
});

test.each([
  ['no database', { MONGODB_URI: '' }, 'set MONGODB_URI to your MongoDB'],
  [
    'the example password',
    { MONGODB_URI: 'mongodb://dayshift:change-me@mongo:27017' },
    'set MONGODB_URI to something',
  ],
  ['an example secret anywhere', { SMTP_PASSWORD: 'change-me' }, 'set SMTP_PASSWORD to something'],
])('production refuses %s', (_what, part, sentence) => {
  expect(() => requireProductionSecrets({ ...good, ...part })).toThrow(sentence);
});

test('a laptop needs no secrets', () => {
  expect(() => requireProductionSecrets({ NODE_ENV: 'development', MONGODB_URI: '' })).not.toThrow();
});

test.each(['docker-compose.yml', '.env.example'])(
  'every example secret of %s is one that production refuses',
  (file) => {
    const text = readFileSync(path.join(import.meta.dirname, '../../..', file), 'utf8');
    const examples = [...text.matchAll(/([A-Z_]*(?:PASSWORD|SECRET))(?::-|=)([^}\n]+)/g)];
    expect(examples.map(([, name]) => name)).toContain('MONGO_PASSWORD');
    for (const [, name, value] of examples) expect(`${name}=${value}`).toContain('change-me');
  },
);
