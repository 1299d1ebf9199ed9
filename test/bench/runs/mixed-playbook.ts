import type { Graph } from '@dayshift/model';
import { draw, drawGraph } from '../support/draw.ts';

/** webhook → set, if, HTTP ∥ set, join, set, HTTP, if, set, set, answered with the result. Ten steps, two of them calls. */
export function mixedPlaybook(stubUrl: string): Graph {
  const example = { id: 'c1', name: 'Ada', orders: 3, total: 149.5 };
  const get = (path: string) => ({ method: 'GET', url: `${stubUrl}${path}`, example });
  const set = (fields: Record<string, string>) => ({ fields });
  const when = (condition: string) => ({
    cases: [{ port: 'yes', label: 'yes', when: condition }],
    otherwise: 'no',
  });
  return drawGraph(
    [
      draw('hook', 'webhook', { respond: 'result', example: { number: 1, name: 'a', amount: 20 } }),
      draw(
        'order',
        'set-fields',
        set({ who: '{{ trigger.body.name }}', sum: '{{ trigger.body.amount * 2 }}' }),
      ),
      draw('is_large', 'switch', when('steps.order.sum > 10')),
      draw('customer', 'http-request', get('/customers/{{ steps.order.who }}')),
      draw('greeting', 'set-fields', set({ text: 'Hello {{ steps.order.who }}' })),
      draw('both', 'set-fields', set({ text: '{{ steps.greeting.text }}, {{ steps.customer.body.name }}' }), {
        join: 'all',
      }),
      draw('line', 'set-fields', set({ total: '{{ steps.order.sum + steps.customer.body.total }}' })),
      draw('stock', 'http-request', get('/stock/{{ steps.order.sum }}')),
      draw('is_there', 'switch', when('steps.stock.body.orders > 0')),
      draw('price', 'set-fields', set({ gross: '{{ steps.line.total * 1.19 }}' })),
      draw('answer', 'set-fields', set({ text: '{{ steps.both.text }}', gross: '{{ steps.price.gross }}' })),
      draw('done', 'end', {
        outcome: 'answered',
        output: { number: '{{ trigger.body.number }}', gross: '{{ steps.answer.gross }}' },
      }),
      draw('other', 'end', { outcome: 'not handled' }),
    ],
    [
      'hook:out>order',
      'order:done>is_large',
      'is_large:yes>customer',
      'is_large:yes>greeting',
      'is_large:otherwise>other',
      'customer:done>both',
      'greeting:done>both',
      'both:done>line',
      'line:done>stock',
      'stock:done>is_there',
      'is_there:yes>price',
      'is_there:otherwise>other',
      'price:done>answer',
      'answer:done>done',
    ],
  );
}
