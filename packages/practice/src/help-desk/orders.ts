export type Order = {
  number: string;
  email: string;
  store: 'web' | 'B2B';
  paidBy: 'card' | 'wallet' | 'invoice';
  item: string;
  total: number;
  currency: 'EUR' | 'USD';
  /** Counted back from whenever somebody looks, so that the customers' mails stay plausible. */
  orderedDaysAgo: number;
  status: 'delivered' | 'shipped' | 'preparing';
};

/** What the invented customers have bought. Orders of the store "B2B" are paid by invoice. */
export const orders: readonly Order[] = [
  anOrder('10418', 'polly@example.org', 'Desk lamp Glow', 74.9, 31),
  anOrder('10423', 'fern@example.org', 'Bulb set, 3 pieces', 24.9, 24),
  anOrder('10425', 'fern@example.org', 'Desk lamp Glow', 74.9, 19, { status: 'shipped' }),
  anOrder('10430', 'otis@example.com', 'Floor lamp Arc', 186, 18),
  anOrder('10433', 'moira@example.com', 'Ceiling lamp Halo', 129, 16),
  anOrder('10436', 'joerg@example.org', 'Nachttischlampe Dämmer', 59.9, 15),
  anOrder('10439', 'ivan@example.com', 'Desk lamp Glow', 74.9, 13),
  anOrder('10442', 'office@sample-daughters.example.com', 'Bulb box, 20 pieces', 98, 11, {
    store: 'B2B',
    paidBy: 'invoice',
  }),
  anOrder('10445', 'prudence@example.org', 'Studio light set', 420, 10),
  anOrder('10447', 'tess@example.com', 'Floor lamp Arc', 186, 9),
  anOrder('10451', 'mara@example.com', 'Leuchtmittel-Set, 2 Stück', 19.9, 7, { paidBy: 'wallet' }),
];

function anOrder(
  number: string,
  email: string,
  item: string,
  total: number,
  orderedDaysAgo: number,
  change: Partial<Order> = {},
): Order {
  return {
    ...{ number, email, store: 'web', paidBy: 'card', item, total, currency: 'EUR', orderedDaysAgo },
    status: 'delivered',
    ...change,
  };
}
