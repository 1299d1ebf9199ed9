import type { EffectClass } from '@dayshift/model';

/**
 * What a second request would mean. PUT and DELETE leave the same state behind however often they come; a POST or PATCH
 * happens again unless its receiver honours our idempotency key, which only the author can know.
 */
export function effectOfRequest(method: string, honoursKey?: boolean): EffectClass {
  if (method === 'GET' || method === 'HEAD') return 'read';
  return (honoursKey ?? (method === 'PUT' || method === 'DELETE')) ? 'key' : 'none';
}
