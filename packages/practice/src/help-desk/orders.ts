export type Order = {
  number: string;
  email: string;
  store: 'web' | 'B2B';
  paidBy: 'card' | 'wallet' | 'invoice';
  item: string;
  total: number;
  currency: 'EUR' | 'USD';
  orderedOn: string;
  status: 'delivered' | 'shipped' | 'preparing';
};

/** What the invented customers have bought. Orders of the store "B2B" are paid by invoice. */
export const orders: readonly Order[] = [
  anOrder('10418', 'polly@example.org', 'Desk lamp Glow', 74.9, '2025-10-21'),
  anOrder('10423', 'fern@example.org', 'Bulb set, 3 pieces', 24.9, '2025-10-28'),
  anOrder('10425', 'fern@example.org', 'Desk lamp Glow', 74.9, '2025-11-02', { status: 'shipped' }),
  anOrder('10430', 'otis@example.com', 'Floor lamp Arc', 186, '2025-11-03'),
  anOrder('10433', 'moira@example.com', 'Ceiling lamp Halo', 129, '2025-11-05'),
  anOrder('10436', 'joerg@example.org', 'Nachttischlampe Dämmer', 59.9, '2025-11-06'),
  anOrder('10439', 'ivan@example.com', 'Desk lamp Glow', 74.9, '2025-11-08'),
  anOrder('10442', 'office@sample-daughters.example.com', 'Bulb box, 20 pieces', 98, '2025-11-10', {
    store: 'B2B',
    paidBy: 'invoice',
  }),
  anOrder('10445', 'prudence@example.org', 'Studio light set', 420, '2025-11-11'),
  anOrder('10447', 'tess@example.com', 'Floor lamp Arc', 186, '2025-11-12'),
  anOrder('10451', 'mara@example.com', 'Leuchtmittel-Set, 2 Stück', 19.9, '2025-11-14', { paidBy: 'wallet' }),
];

function anOrder(
  number: string,
  email: string,
  item: string,
  total: number,
  orderedOn: string,
  change: Partial<Order> = {},
): Order {
  return {
    ...{ number, email, store: 'web', paidBy: 'card', item, total, currency: 'EUR', orderedOn },
    status: 'delivered',
    ...change,
  };
}
