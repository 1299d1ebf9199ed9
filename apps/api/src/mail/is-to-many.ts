import type { Email } from 'postal-mime';

const markers = ['list-id', 'list-unsubscribe', 'list-post', 'feedback-id', 'x-campaign', 'x-campaignid'];

/** Whether the mail itself says that it went to many: a list, a newsletter, a campaign (RFC 2919, RFC 2369). */
export function isToMany(headers: Email['headers']): boolean {
  return headers.some(({ key, value }) =>
    key === 'precedence' ? /^\s*(bulk|list|junk)\b/i.test(value) : markers.includes(key),
  );
}
