import { z } from 'zod';
import { defineOperation } from './operation.ts';

/** Sends one mail over SMTP. Message-ID and `X-Idempotency-Key` derive from the idempotency key. */
export const mailSend = defineOperation({
  name: 'mail.send',
  title: 'Send mail',
  wants: 'wants to send this e-mail',
  queue: 'effects',
  effect: 'key',
  audience: 'customer',
  editable: ['to', 'cc', 'subject', 'text'],
  patience: {
    attempts: 5,
    timeoutSeconds: 30,
    firstRetrySeconds: 1,
    longestRetrySeconds: 60,
    heartbeatSeconds: 5,
  },
  input: z.strictObject({
    from: z.string().max(320).default('support@dayshift.example'),
    to: z.string().min(3).max(2_000),
    cc: z.string().max(2_000).optional(),
    subject: z.string().min(1).max(500),
    text: z.string().max(100_000),
    /** Message-ID of the mail this answers, so that the thread holds together. */
    inReplyTo: z.string().max(1_000).optional(),
  }),
  output: z.object({ messageId: z.string(), accepted: z.array(z.string()) }),
});
