import { z } from 'zod';
import { refuse } from './help-desk-refusal.ts';
import type { Refund } from './help-desk-state.ts';
import { type Order, orders } from './orders.ts';

const reasonCodes = ['charged_twice', 'damaged', 'late', 'returned', 'goodwill'] as const;

export const refundRequestSchema = z.strictObject({
  order: z
    .union([z.string(), z.number()])
    .transform((order) => String(order).trim().replace(/^#/, ''))
    .pipe(z.string().min(1).max(40)),
  amount: z.number().positive().max(100_000),
  currency: z.string().length(3).toUpperCase(),
  reason_code: z.string().max(40).nullish(),
  note: z.string().max(2_000).nullish(),
});
export type RefundRequest = z.infer<typeof refundRequestSchema>;

/** Judges a refund by the shop's rules and gives the order it is for, or throws what is wrong with it. */
export function judgeRefund(request: RefundRequest, earlier: readonly Refund[]): Order {
  const order = orders.find(({ number }) => number === request.order);
  if (!order) throw refuse(404, `there is no order ${request.order}`, { field: 'order' });
  if (request.currency !== order.currency) {
    const error = `order ${order.number} was paid in ${order.currency}`;
    throw refuse(422, error, { field: 'currency', allowed: [order.currency] });
  }
  checkReason(request, order);
  const left = leftOf(order, earlier);
  if (Math.round(request.amount * 100) > left) {
    const error = `${(left / 100).toFixed(2)} ${order.currency} of order ${order.number} are left to refund`;
    throw refuse(422, error, { field: 'amount' });
  }
  return order;
}

/** What of an order is not refunded yet, in cents. */
export function leftOf(order: Pick<Order, 'number' | 'total'>, refunds: readonly Refund[]): number {
  return refunds
    .filter((refund) => refund.order === order.number)
    .reduce((left, refund) => left - Math.round(refund.amount * 100), Math.round(order.total * 100));
}

/** Invoices go through the books, and the books want to know why. */
function checkReason({ reason_code: reason }: RefundRequest, order: Order): void {
  const problem = { field: 'reason_code', allowed: reasonCodes };
  if (!reason) {
    if (order.store !== 'B2B') return;
    throw refuse(422, 'reason_code missing', problem);
  }
  if (!reasonCodes.some((code) => code === reason)) {
    throw refuse(422, `reason_code "${reason}" is not known`, problem);
  }
}
