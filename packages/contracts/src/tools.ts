import { privateHostSchema } from '@dayshift/model';
import { z } from 'zod';

/** GET /api/private-hosts. */
export const privateHostsSchema = z.object({
  items: z.array(privateHostSchema),
  /** Opened by who started Dayshift; changed there only. */
  atStart: z.array(z.string()),
});
export type PrivateHosts = z.output<typeof privateHostsSchema>;

/** `host:port` as it is kept, from what a person writes or pastes: an address, or a whole URL. */
const hostAndPort = z
  .string()
  .trim()
  .max(2_000)
  .transform((text, context) => {
    const found = hostAndPortIn(text);
    if (found !== undefined) return found;
    context.addIssue({ code: 'custom', message: 'wants a host and a port, such as 10.0.0.5:8080' });
    return z.NEVER;
  });

/** POST /api/private-hosts; DELETE takes the same in its address. */
export const newPrivateHostSchema = z.strictObject({ host: hostAndPort });

function hostAndPortIn(text: string): string | undefined {
  const isUrl = /^https?:\/\//i.test(text);
  if (!isUrl && !/^(\[[0-9a-f:.]+\]|[^:/@\s?#[\]]+):\d{1,5}$/i.test(text)) return undefined;
  const url = isUrl ? text : `http://${text}`;
  if (!URL.canParse(url)) return undefined;
  const { hostname, port, protocol } = new URL(url);
  return hostname === '' ? undefined : `${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`;
}
