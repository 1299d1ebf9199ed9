import { expect, test } from 'vitest';
import { trustedHosts } from './trusted-hosts.ts';

test('what the operator chose may be reached, each address once and always with its port', () => {
  const urls = [
    'http://127.0.0.1:2601',
    'http://127.0.0.1:2601/v1',
    'http://models.internal/v1',
    undefined,
    'no url',
  ];
  expect(trustedHosts(urls, { host: '127.0.0.1', port: 2600 })).toEqual([
    '127.0.0.1:2601',
    'models.internal:80',
    '127.0.0.1:2600',
  ]);
});
