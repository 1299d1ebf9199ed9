import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { RequestError } from '../server/request-error.ts';
import { sessionOf } from '../server/session-of.ts';

/** Parameters and queries that many routes share. */
export const idParams = z.object({ id: z.string().min(1).max(1_200) });
export const pageQuery = z.strictObject({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const dayQuery = z.strictObject({
  /** The viewer's midnight, ms since 1970. */
  dayStart: z.coerce.number().int().min(0).optional(),
});

export function dayStartOf(query: z.output<typeof dayQuery>, now: number): number {
  return query.dayStart ?? now - (now % 86_400_000);
}

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}

/** Who acts: the signed-in person. */
export function byWhom(request: FastifyRequest): string {
  return sessionOf(request).user;
}

/** Named by the client, one per intention. Missing on old clients: then a repeated press is a new one. */
export function idempotencyKeyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (typeof key === 'string' && key.length >= 8 && key.length <= 200) return key;
  throw new RequestError(400, 'BAD_IDEMPOTENCY_KEY', 'An Idempotency-Key has 8 to 200 characters.', {
    path: 'Idempotency-Key',
    hint: 'Make a random one for each intention.',
  });
}
