import { expect, it } from 'vitest';
import { ApiError } from './api-error.ts';
import { isOutcomeUnknown } from './use-intention-key.ts';

it('a press without a clear answer is repeated under its own key, a refused one is not', () => {
  const error = (status: number) => new ApiError(status, { code: 'X', message: 'x' });
  expect([0, 200, 500, 503].map((status) => isOutcomeUnknown(error(status)))).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([409, 422, 429].map((status) => isOutcomeUnknown(error(status)))).toEqual([false, false, false]);
  expect([undefined, new Error('not saved')].map(isOutcomeUnknown)).toEqual([false, false]);
});
