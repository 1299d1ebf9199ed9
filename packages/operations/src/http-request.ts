import { z } from 'zod';
import { bodyFaults } from './http-body.ts';
import { headerFaults } from './http-headers.ts';
import { keptPartSchema } from './kept-part.ts';
import { defineOperation } from './operation.ts';
import { pick } from './pick.ts';

const plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One HTTP request through the egress guard. Sends `Idempotency-Key` on everything but GET and HEAD. */
export const httpRequest = defineOperation({
  name: 'http.request',
  title: 'HTTP request',
  words: {
    wants: 'wants to send this request',
    yes: 'Send the request',
    no: 'Do not send',
    done: 'sent',
    isDone: 'sent',
    like: 'Requests of this step',
    notHappened: 'It was refused, so nothing happened there.',
    unsure: {
      what: 'The request may have been carried out.',
      happened: 'It was carried out',
      didNot: 'It was not carried out',
    },
  },
  queue: 'effects',
  // By method, and by what the author knows of the receiver: see effectOfRequest.
  effect: 'none',
  audience: 'customer',
  editable: ['body'],
  patience: {
    attempts: 5,
    timeoutSeconds: 30,
    firstRetrySeconds: 1,
    longestRetrySeconds: 60,
    heartbeatSeconds: 5,
  },
  input: z.strictObject({
    method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']),
    url: z.url({ protocol: /^https?$/ }).max(4_000),
    headers: z.record(z.string().max(200), z.string().max(4_000)).default({}),
    /** A list repeats its name: `tag=a&tag=b`. */
    query: z
      .record(
        z.string().max(200),
        z.union(
          [plain, z.array(plain).max(100)],
          'a query takes a text, a number, yes or no, or a list of them',
        ),
      )
      .default({}),
    /** Sent as JSON, or as a form under that content type; a string is sent as it is. */
    body: z.json().optional().meta({ title: 'What is sent' }),
    /** Only this part of the answer is handed on, and of its items only these fields. */
    keep: keptPartSchema.optional(),
  }),
  refusals: ({ method, headers, body }) => [
    ...headerFaults(headers),
    ...bodyFaults(headers, body),
    ...((method === 'GET' || method === 'HEAD') && body !== undefined
      ? [{ path: 'body', message: `A ${method} request has no body. Use POST, or remove the body.` }]
      : []),
  ],
  assumedOutput: () => ({ status: 200, headers: {}, body: null }),
  known: (input) => {
    const { method, url } = pick(input, ['method', 'url']);
    // Without its query: what is known is shown, and a key may stand in it.
    const target = URL.parse(String(url));
    return {
      ...(method !== undefined && { method }),
      ...(target && { url: target.origin + target.pathname }),
    };
  },
  output: z.object({
    status: z.number().int(),
    headers: z.record(z.string(), z.string()),
    /** Parsed when the answer is JSON, else text. */
    body: z.json(),
  }),
});
