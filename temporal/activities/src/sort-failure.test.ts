import { ModelError } from '@dayshift/ai';
import { EgressError } from '@dayshift/egress';
import { describe, expect, it } from 'vitest';
import { OperationFailure, refused, toApplicationFailure } from './operation-failure.ts';
import { sortFailure } from './sort-failure.ts';

describe('whatever was thrown', () => {
  it('keeps the name that it has', () => {
    const failure = refused('HTTP_404', 'no');
    expect(sortFailure(failure)).toBe(failure);
  });

  it('of a model never did anything, and may be tried again as the model says', () => {
    const error = new ModelError('MODEL_RATE_LIMITED' as ModelError['code'], 'later', {
      isRetryable: true,
      retryAfterSeconds: 7,
      details: { a: 1 },
    });
    expect(sortFailure(error)).toMatchObject({
      code: 'MODEL_RATE_LIMITED',
      message: 'later',
      isRetryable: true,
      effect: 'not-happened',
      retryAfterSeconds: 7,
      details: { a: 1 },
      cause: error,
    });
    const final = new ModelError('MODEL_REFUSED' as ModelError['code'], 'no', { isRetryable: false });
    expect(sortFailure(final).isRetryable).toBe(false);
  });

  it.each([
    ['EGRESS_BLOCKED', false],
    ['EGRESS_INVALID_URL', false],
    ['EGRESS_REDIRECT', false],
    ['EGRESS_TOO_LARGE', false],
    ['EGRESS_RESET', true],
    ['EGRESS_TIMEOUT', true],
  ] as const)('on the way out as %s: tried again %s', (code, isRetryable) => {
    expect(sortFailure(new EgressError(code, 'no', { mayHaveArrived: true }))).toMatchObject({
      code,
      isRetryable,
      effect: 'unknown',
      details: undefined,
    });
    expect(sortFailure(new EgressError(code, 'no', { mayHaveArrived: false })).effect).toBe('not-happened');
  });

  it('at a private host says which, so that a person can open it', () => {
    const error = new EgressError('EGRESS_BLOCKED', 'no', { grantable: '10.0.0.5:80' });
    expect(sortFailure(error).details).toEqual({ privateHost: '10.0.0.5:80' });
  });

  it('and nobody foresaw is tried again, and nothing is known of its effect', () => {
    expect(sortFailure(new Error('away'))).toMatchObject({
      code: 'UNEXPECTED',
      isRetryable: true,
      effect: 'unknown',
      message: 'Something unforeseen went wrong: away',
    });
    expect(sortFailure('away').message).toBe('Something unforeseen went wrong: away');
  });
});

describe('a failure as Temporal has it', () => {
  it('is its code, its sentence, and what is known of its effect, with its details', () => {
    const failure = new OperationFailure('HTTP_503', 'no', {
      isRetryable: true,
      effect: 'unknown',
      retryAfterSeconds: 7,
      details: { status: 503, effect: 'made up' },
    });
    expect(toApplicationFailure(failure)).toMatchObject({
      type: 'HTTP_503',
      message: 'no',
      nonRetryable: false,
      details: [{ status: 503, effect: 'unknown' }],
      nextRetryDelay: 7_000,
    });
    const final = toApplicationFailure(refused('HTTP_404', 'no'));
    expect(final).toMatchObject({ nonRetryable: true, details: [{ effect: 'not-happened' }] });
    expect(final.nextRetryDelay).toBeFalsy();
  });

  it('leaves details out that are too large, and cuts a message that is too long', () => {
    const withDetails = (length: number) =>
      toApplicationFailure(refused('X', 'x', { a: 'x'.repeat(length - JSON.stringify({ a: '' }).length) }));
    expect(withDetails(8 * 1_024).details?.[0]).toHaveProperty('a');
    expect(withDetails(8 * 1_024 + 1).details).toEqual([{ effect: 'not-happened' }]);
    expect(refused('X', 'x'.repeat(2_000)).message).toHaveLength(2_000);
    expect(refused('X', 'x'.repeat(2_001)).message).toBe(`${'x'.repeat(2_000)}…`);
  });

  it('keeps all but what is known better', () => {
    const failure = new OperationFailure('X', 'x', {
      isRetryable: true,
      effect: 'unknown',
      retryAfterSeconds: 7,
      details: { a: 1 },
      cause: 'why',
    });
    const { code, message, isRetryable, retryAfterSeconds, details, cause } = failure;
    expect(failure.withEffect('not-happened')).toMatchObject({
      code,
      message,
      isRetryable,
      retryAfterSeconds,
      details,
      cause,
      effect: 'not-happened',
    });
  });
});
