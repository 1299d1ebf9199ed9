import { expect, test } from 'vitest';
import { trustedHosts } from './trusted-hosts.ts';

test('the services of the practice office are trusted once each, by host and port', () => {
  const urls = [
    'http://127.0.0.1:4025',
    'http://127.0.0.1:4026/v1',
    'http://127.0.0.1:4026/refunds',
    'https://desk.example',
  ];
  expect(trustedHosts(urls)).toEqual(['127.0.0.1:4025', '127.0.0.1:4026', 'desk.example:443']);
});
