import { afterEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ApiError } from './api-error.ts';
import { request, setCsrfToken, toQueryString } from './client.ts';

const shape = z.object({ id: z.string() });

afterEach(() => {
  setCsrfToken(undefined);
  vi.unstubAllGlobals();
});

describe('a request', () => {
  test('parses the answer', async () => {
    answerWith(200, { id: 'a', more: 1 });
    await expect(request(shape, '/things')).resolves.toEqual({ id: 'a' });
  });

  test('carries the CSRF token and the idempotency key on a write, and neither on a read', async () => {
    setCsrfToken('token');
    const calls = answerWith(200, { id: 'a' });
    await request(shape, '/things', { method: 'POST', body: { x: 1 }, idempotencyKey: 'key' });
    await request(shape, '/things', { query: { text: 'a b', none: undefined } });
    const [write, read] = calls();
    expect(write?.url).toBe('/api/things');
    expect(write?.headers.get('X-CSRF-Token')).toBe('token');
    expect(write?.headers.get('Idempotency-Key')).toBe('key');
    expect(read?.url).toBe('/api/things?text=a+b');
    expect(read?.headers.get('X-CSRF-Token')).toBeNull();
  });

  test('turns a problem into an error with its code, field and way out', async () => {
    answerWith(422, {
      code: 'INVALID_FIELD',
      message: 'The subject is empty.',
      path: 'input.subject',
      hint: 'Write one.',
      requestId: 'r1',
    });
    const error = await request(shape, '/things').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      status: 422,
      code: 'INVALID_FIELD',
      path: 'input.subject',
      hint: 'Write one.',
    });
  });

  test('an answer in another form is an error of its own, not a crash later on', async () => {
    answerWith(200, { name: 'a' });
    await expect(request(shape, '/things')).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER', path: 'id' });
  });

  test('an error that is no problem keeps its status', async () => {
    vi.stubGlobal('fetch', async () => new Response('<html>', { status: 502, statusText: 'Bad Gateway' }));
    await expect(request(shape, '/things')).rejects.toMatchObject({ code: 'HTTP_502' });
  });

  test('no answer at all says what to do', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('failed');
    });
    const error = await request(shape, '/things').catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'UNREACHABLE', isUnreachable: true });
  });
});

test('a query leaves out what is not set', () => {
  expect(toQueryString({ a: 1, b: undefined, c: '' })).toBe('?a=1');
  expect(toQueryString({})).toBe('');
});

function answerWith(status: number, body: unknown): () => { url: string; headers: Headers }[] {
  const calls: { url: string; headers: Headers }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: { headers: Headers }) => {
    calls.push({ url, headers: init.headers });
    return new Response(JSON.stringify(body), { status });
  });
  return () => calls;
}
