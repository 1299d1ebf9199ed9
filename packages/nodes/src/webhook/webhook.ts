import { z } from 'zod';
import { schemaOfExample } from '../example-schema.ts';
import { plainJson } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { triggerPort } from '../ports.ts';
import { say, value } from '../summary.ts';

/** Another program starts a run with an HTTP request. */
export const webhook = defineNode({
  type: 'webhook',
  version: 1,
  title: 'Webhook',
  help: 'Another program starts the run with an HTTP request',
  icon: 'webhook',
  category: 'start',
  config: z.strictObject({
    respond: z.enum(['accepted', 'result']).meta({
      title: 'Answer',
      control: 'choice',
      labels: { accepted: 'At once, with the run’s id', result: 'With the result, when the run ends' },
    }),
    dedupeHeader: z
      .string()
      .max(100)
      .regex(/^[A-Za-z0-9-]*$/, 'a header’s name has letters, digits and -')
      .meta({
        title: 'Header with the delivery’s id',
        control: 'text',
        placeholder: 'X-Delivery-Id',
        help: 'The same id twice starts one run. Without it the usual headers count, such as Idempotency-Key; without any, every request is a run',
        isAdvanced: true,
      })
      .optional(),
    example: plainJson({
      title: 'Example of a body',
      help: 'Steps after this one know its fields from it',
    }).optional(),
  }),
  starter: { respond: 'accepted' },
  examples: [
    { title: 'Answer at once', config: { respond: 'accepted' } },
    {
      title: 'Answer with the result, orders once each',
      config: { respond: 'result', dedupeHeader: 'X-Order-Id', example: { order: '10442', total: 49 } },
    },
  ],
  ports: () => [triggerPort],
  summary: ({ respond, dedupeHeader }) =>
    say`answers ${value(respond === 'accepted' ? 'at once' : 'with the result')}${dedupeHeader ? say`, one run per ${value(dedupeHeader)}` : ''}`,
  outputSchema: ({ example }) => ({
    type: 'object',
    properties: {
      method: { type: 'string' },
      headers: { type: 'object', additionalProperties: { type: 'string' } },
      query: { type: 'object', additionalProperties: { type: 'string' } },
      body: example === undefined ? {} : schemaOfExample(example),
      deliveryId: { type: 'string' },
    },
    required: ['method', 'headers', 'query', 'body', 'deliveryId'],
    additionalProperties: false,
  }),
  compile: () => oneStep({ kind: 'trigger', triggerType: 'webhook' }, ['out']),
});
