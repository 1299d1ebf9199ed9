import { escapeHtml as text } from '../web/escape-html.ts';
import { customers } from './customers.ts';
import type { HelpDeskState, Refund, Ticket } from './help-desk-state.ts';
import { type Order, orders } from './orders.ts';

/** Refunds and tickets newest first, and the orders they are about. */
export function helpDeskPage({ refunds, tickets }: HelpDeskState): string {
  return [
    table(
      'Refunds',
      'No refunds yet. A playbook makes them with POST /refunds.',
      'POST /refunds honours Idempotency-Key: sent twice, it pays once.',
      refundHead,
      [...refunds].reverse(),
      refundRow,
    ),
    table(
      'Tickets',
      'No tickets yet. A playbook opens them with POST /tickets.',
      'POST /tickets knows no keys: every request opens a ticket.',
      ticketHead,
      [...tickets].reverse(),
      ticketRow,
    ),
    table('Orders', 'No orders.', '', orderHead, orders, orderRow),
  ].join('\n');
}

const refundHead =
  '<th>Refund</th><th>Order</th><th>Customer</th><th>Reason</th><th>When</th><th class="number">Amount</th>';
const ticketHead = '<th>Ticket</th><th>From</th><th>Subject</th><th>Kind</th><th>When</th>';
const orderHead = '<th>Order</th><th>Customer</th><th>Item</th><th>Store</th><th class="number">Total</th>';
const mostRows = 200;

function table<T>(
  title: string,
  empty: string,
  about: string,
  head: string,
  rows: readonly T[],
  draw: (row: T) => string,
): string {
  const body =
    rows.length === 0
      ? `<div class="empty">${text(empty)}</div>`
      : `<div class="scroll" tabindex="0" role="region" aria-label="${text(title)}"><table><thead><tr>${head}</tr></thead><tbody>
${rows
  .slice(0, mostRows)
  .map((row) => `<tr>${draw(row)}</tr>`)
  .join('\n')}
</tbody></table></div>`;
  return `<h2>${text(title)} <span class="chip">${rows.length}</span></h2>${about === '' ? '' : `<p class="about">${text(about)}</p>`}<section class="card">${body}</section>`;
}

function refundRow(refund: Refund): string {
  const order = orders.find(({ number }) => number === refund.order);
  return `<td>${refund.id}</td><td>${text(refund.order)}</td><td>${text(nameOf(order?.email ?? ''))}</td>${optional(
    refund.reason_code,
  )}<td>${time(refund.createdAt)}</td><td class="number">${money(refund.amount, refund.currency)}</td>`;
}

function ticketRow(ticket: Ticket): string {
  return `<td>${ticket.id}</td><td>${text(ticket.email)}</td><td>${text(ticket.subject)}</td>${optional(
    ticket.kind,
  )}<td>${time(ticket.createdAt)}</td>`;
}

function orderRow(order: Order): string {
  return `<td>${order.number}</td><td>${text(nameOf(order.email))}</td><td>${text(order.item)}</td><td>${
    order.store
  }</td><td class="number">${money(order.total, order.currency)}</td>`;
}

function nameOf(email: string): string {
  return customers.find((customer) => customer.email === email)?.name ?? email;
}

function optional(value: string | null): string {
  return value === null ? '<td class="none">none</td>' : `<td>${text(value)}</td>`;
}

function time(instant: string): string {
  return `<time datetime="${text(instant)}">${text(instant)}</time>`;
}

function money(amount: number, currency: string): string {
  return text(`${amount.toFixed(2)} ${currency}`);
}
