import { expect, test } from 'vitest';
import { browserCommand } from './open-browser.ts';

test('a machine without a screen opens no browser', () => {
  expect(browserCommand('http://127.0.0.1/', 'linux', {})).toBeUndefined();
  expect(browserCommand('http://127.0.0.1/', 'linux', { DISPLAY: ':0' })).toEqual([
    'xdg-open',
    'http://127.0.0.1/',
  ]);
});
