import { expect, test } from 'vitest';
import { effectOfRequest } from './effect-of-request.ts';

test('a request is as safe to repeat as its method, unless the author knows its receiver', () => {
  const methods = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE'];
  expect(methods.map((method) => effectOfRequest(method))).toEqual([
    'read',
    'read',
    'none',
    'none',
    'key',
    'key',
  ]);
  expect(methods.map((method) => effectOfRequest(method, true))).toEqual([
    'read',
    'read',
    'key',
    'key',
    'key',
    'key',
  ]);
  expect(methods.map((method) => effectOfRequest(method, false))).toEqual([
    'read',
    'read',
    'none',
    'none',
    'none',
    'none',
  ]);
});
