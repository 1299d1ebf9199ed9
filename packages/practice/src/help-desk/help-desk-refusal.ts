import { Refusal } from '../web/refusal.ts';

/** A refusal that names the field of the request it is about. */
export function refuse(
  status: number,
  error: string,
  about: { field?: string; allowed?: readonly string[] } = {},
): Refusal {
  return new Refusal(status, { error, ...about });
}
