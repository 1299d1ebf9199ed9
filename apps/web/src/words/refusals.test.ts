import type { Json } from '@dayshift/model';
import { describe, expect, it } from 'vitest';
import { placeOf, refusalsOf } from './refusals.ts';

const answered = (body: Json) =>
  refusalsOf({ code: 'HTTP_422', message: 'no', details: { status: 422, body: JSON.stringify(body) } });

describe('what a receiver says is wrong with a field', () => {
  it.each<[string, Json, string, Json[]]>([
    [
      'a problem with its field',
      { error: 'reason_code missing', field: 'reason_code', allowed: ['late', 'damaged'] },
      'reason_code',
      ['late', 'damaged'],
    ],
    [
      'JSON:API',
      { errors: [{ detail: 'no', source: { pointer: '/data/attributes/amount' } }] },
      'amount',
      [],
    ],
    ['problem+json', { title: 'bad', 'invalid-params': [{ name: 'age', reason: 'no' }] }, 'age', []],
    ['Rails', { errors: { amount: ['no'] } }, 'amount', []],
    [
      'FastAPI',
      { detail: [{ loc: ['body', 'code'], msg: 'no', ctx: { expected: "'late', 'other' or 'lost'" } }] },
      'body.code',
      ['late', 'other', 'lost'],
    ],
    ['Stripe', { error: { message: 'no', param: 'amount', type: 'card' } }, 'amount', []],
    [
      'Google',
      { error: { message: 'x', details: [{ fieldViolations: [{ field: 'order.id', description: 'no' }] }] } },
      'order.id',
      [],
    ],
    [
      'ajv',
      [{ instancePath: '/items/0', message: 'no', params: { missingProperty: 'sku' } }],
      'items.0.sku',
      [],
    ],
    [
      'ajv with an enum',
      [{ instancePath: '/kind', message: 'no', params: { allowedValues: ['a', 1] } }],
      'kind',
      ['a', 1],
    ],
    ['zod', { issues: [{ path: ['lines', 0, 'sku'], message: 'no', values: ['x'] }] }, 'lines.0.sku', ['x']],
  ])('%s', (_, body, path, allowed) => {
    const [refusal] = answered(body);
    expect(refusal?.path.join('.')).toBe(path);
    expect(refusal?.allowed).toEqual(allowed);
    expect(refusal?.message).toBeTruthy();
  });

  it.each<[string, Json]>([
    ['a bare text', 'Internal error'],
    ['a message without a field', { error: 'not found' }],
    ['a path that is the request’s own', { status: 422, error: 'Unprocessable', path: '/refunds' }],
    ['lists in lists without end', [[[[[[{ field: 'a', message: 'b' }]]]]]]],
  ])('is nothing for %s', (_, body) => {
    expect(answered(body)).toEqual([]);
  });

  it('is nothing for an answer that is no JSON, and for a failure without an answer', () => {
    expect(refusalsOf({ code: 'HTTP_500', message: '', details: { status: 500, body: '<html>' } })).toEqual(
      [],
    );
    expect(refusalsOf({ code: 'TIMEOUT', message: 'late' })).toEqual([]);
  });

  it('is what our own check found, where nothing was sent', () => {
    const details = { path: 'to', issues: [{ path: 'to', message: 'This is no mail address.' }] };
    expect(refusalsOf({ code: 'INPUT_INVALID', message: '', details })).toEqual([
      { path: ['to'], message: 'This is no mail address.', allowed: [] },
    ]);
  });
});

describe('the place of it in what was asked', () => {
  const place = (path: string[], input: Json, operation = 'http.request') =>
    placeOf({ path, message: '', allowed: [] }, { operation, input });

  it.each<[string[], Json, string]>([
    [['reason_code'], { method: 'POST', body: { order: '1' } }, 'body.reason_code'],
    [['body', 'code'], { method: 'POST', body: {} }, 'body.code'],
    [['email'], { method: 'GET', query: { email: 'x' } }, 'query.email'],
    [['limit'], { method: 'GET', query: {} }, 'query.limit'],
    [['id'], { method: 'POST', query: { id: 1 }, body: { id: 2 } }, 'body.id'],
    [['header', 'x-key'], { method: 'GET' }, 'headers.x-key'],
  ])('%j of a request', (path, input, expected) => {
    expect(place(path, input)).toBe(expected);
  });

  it('is the value itself for anything but a request', () => {
    expect(place(['subject'], { to: 'a' }, 'mail.send')).toBe('subject');
  });
});
