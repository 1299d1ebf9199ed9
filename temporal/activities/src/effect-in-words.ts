import type { FrozenAction } from '@dayshift/model';
import { findOperation } from '@dayshift/operations';

const longest = 300;

/** What an effect is and whom it reaches, in a line for the audit: never its contents, and no secret of an address. */
export function effectInWords({ operation, input }: FrozenAction): string {
  const contract = findOperation(operation);
  const values = typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
  const words = contract?.heading?.(values) ?? request(values) ?? contract?.title ?? operation;
  return words.length > longest ? `${words.slice(0, longest)}…` : words;
}

function request({ method, url }: Record<string, unknown>): string | undefined {
  if (typeof method !== 'string' || typeof url !== 'string') return undefined;
  const target = URL.parse(url);
  return target ? `${method} ${target.origin}${target.pathname}` : undefined;
}
