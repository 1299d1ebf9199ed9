import type { IncomingHttpHeaders } from 'node:http';

/** Headers by which senders name a delivery; they repeat it when they try again. */
const headers = [
  'idempotency-key',
  'x-delivery-id',
  'webhook-id',
  'x-github-delivery',
  'x-gitlab-event-uuid',
  'x-shopify-webhook-id',
] as const;

/** The sender's own id of a delivery. Without one every request is a delivery of its own: equal bodies may be two orders. */
export function deliveryIdOf(given: IncomingHttpHeaders, ownHeader: string | undefined): string | undefined {
  for (const name of ownHeader ? [ownHeader, ...headers] : headers) {
    const value = given[name];
    if (typeof value === 'string' && value.trim() !== '') return `${name}:${value.slice(0, 500)}`;
  }
  return undefined;
}
