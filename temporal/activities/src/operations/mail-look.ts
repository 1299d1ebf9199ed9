import { addressesOf, messageIdOf, type operations } from '@dayshift/operations';
import type { z } from 'zod';
import type { EffectsHost } from '../activity-host.ts';
import type { Look } from '../look-for-effect.ts';

const longestLookMs = 5_000;

/** Looks up a mail by its Message-ID where the mail server says what it took; undefined where it does not. */
export function createMailLook({
  egress,
  smtp: { sentMailUrl },
}: Pick<EffectsHost, 'egress' | 'smtp'>): Look | undefined {
  if (sentMailUrl === undefined) return undefined;
  return async (input, { idempotencyKey, signal }) => {
    // What the contract of mail.send read, as for its handler.
    const { from, to, cc } = input as z.output<(typeof operations)['mail.send']['input']>;
    const messageId = messageIdOf(from, idempotencyKey);
    const url = new URL(sentMailUrl);
    url.searchParams.set('messageId', messageId);
    const response = await egress.fetch(url, {
      method: 'GET',
      signal,
      timeoutMs: longestLookMs,
      maxResponseBytes: 10_000,
    });
    const answer: unknown = response.status === 200 ? await response.json() : undefined;
    const found =
      answer !== null && typeof answer === 'object' && 'found' in answer ? answer.found : undefined;
    if (found === true)
      return {
        kind: 'happened',
        output: { messageId, accepted: [...addressesOf(to), ...addressesOf(cc ?? '')] },
      };
    return { kind: found === false ? 'absent' : 'unknown' };
  };
}
