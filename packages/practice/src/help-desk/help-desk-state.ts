import { z } from 'zod';

const refundSchema = z.object({
  id: z.string(),
  order: z.string(),
  amount: z.number(),
  currency: z.string(),
  reason_code: z.string().nullable(),
  note: z.string().nullable(),
  idempotency_key: z.string().nullable(),
  createdAt: z.string(),
});
export type Refund = z.infer<typeof refundSchema>;

const ticketSchema = z.object({
  id: z.string(),
  email: z.string(),
  subject: z.string(),
  text: z.string(),
  kind: z.string().nullable(),
  priority: z.number().nullable(),
  state: z.literal('open'),
  createdAt: z.string(),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** What was answered to an `Idempotency-Key`, and to which request. Kept without end: a key is good for ever here. */
const answerSchema = z.object({ request: z.string(), status: z.number(), body: z.json() });

/** What the help desk remembers between two starts. Customers, orders and articles are the same every time. */
export const helpDeskStateSchema = z.object({
  format: z.literal(1),
  refunds: z.array(refundSchema),
  tickets: z.array(ticketSchema),
  answers: z.record(z.string(), answerSchema),
});
export type HelpDeskState = z.infer<typeof helpDeskStateSchema>;

export const emptyHelpDesk = (): HelpDeskState => ({ format: 1, refunds: [], tickets: [], answers: {} });
