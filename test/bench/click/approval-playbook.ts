import type { Graph } from '@dayshift/model';
import { draw, drawGraph } from '../support/draw.ts';

/** A webhook, then a call that a person must allow, in the shape the inbox shows most. */
export function approvalPlaybook(stubUrl: string): Graph {
  return drawGraph(
    [
      draw('hook', 'webhook', { respond: 'accepted', example: { tag: 'a', amount: 20 } }),
      draw('refund', 'http-request', {
        method: 'POST',
        url: `${stubUrl}/refunds/{{ trigger.body.tag }}`,
        body: { amount: '{{ trigger.body.amount }}' },
        gate: { decides: 'ask', due: { amount: 4, unit: 'hours' } },
      }),
      draw('done', 'end', { outcome: 'refunded' }),
      draw('no', 'end', { outcome: 'not refunded' }),
    ],
    ['hook:out>refund', 'refund:done>done', 'refund:rejected>no', 'refund:expired>no'],
  );
}
