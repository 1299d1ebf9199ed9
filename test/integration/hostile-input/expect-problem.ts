import { expect } from 'vitest';
import type { Answer } from '../../support/exchange.ts';

/** A refusal a person can act on, that tells nothing about the inside. */
export function expectProblem(
  answer: Answer,
  wanted: { status?: number; code?: string; path?: string } = {},
): void {
  const { status, contentType, text, body } = answer;
  expect(status, text.slice(0, 300)).toBeGreaterThanOrEqual(400);
  expect(status, text.slice(0, 300)).toBeLessThan(500);
  expect(contentType).toContain('application/problem+json');
  expect(text).not.toMatch(/node_modules|\.ts:\d|at \w+ \(|file:\/\//);
  expect(body).toMatchObject({
    code: expect.stringMatching(/^[A-Z][A-Z_]+$/),
    message: expect.stringMatching(/\w/),
    // About the request itself: the field, the header, or '' for the whole body.
    ...([400, 413, 415, 422].includes(status) && { path: expect.any(String) }),
    hint: expect.stringMatching(/\w/),
    requestId: expect.stringMatching(/\w/),
  });
  const { status: wantedStatus = status, ...fields } = wanted;
  expect([status, body]).toMatchObject([wantedStatus, fields]);
}
