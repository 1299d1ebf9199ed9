import { z } from 'zod';
import { expression, jsonValue } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { donePort, errorPort } from '../ports.ts';
import { say, value } from '../summary.ts';
import { nameOf } from '../value-names.ts';

/** Does the steps inside once per item of a list, some at a time. */
export const forEach = defineNode({
  type: 'for-each',
  version: 1,
  title: 'For each',
  help: 'Does the steps inside once per item of a list; inside, “item” and “index” are the current ones',
  icon: 'repeat',
  category: 'flow',
  isContainer: true,
  inside: 'done once per item',
  config: z.strictObject({
    items: expression({
      title: 'List',
      placeholder: 'steps.load_orders.body.orders',
      wants: 'list',
      isRequired: true,
    }),
    concurrency: z
      .number()
      .int()
      .min(1)
      .max(50)
      .meta({ title: 'How many at a time', control: 'number' })
      .default(5),
    collect: jsonValue({
      title: 'What each item gives',
      help: 'Collected into a list, in the order of the items',
      placeholder: '{{ steps.check.result }}',
      place: 'body',
    }).default(null),
  }),
  starter: { items: '', concurrency: 5, collect: null },
  examples: [
    {
      title: 'Every order line',
      config: { items: 'trigger.body.lines', concurrency: 3, collect: '{{ item.price }}' },
    },
  ],
  ports: () => [donePort, errorPort],
  summary: ({ items, concurrency }) => say`each of ${value(nameOf(items))}, ${String(concurrency)} at a time`,
  outputSchema: ({ collect }, context) => ({
    type: 'object',
    properties: {
      items: { type: 'array', items: context.bodySchemaOf(collect), title: 'What each item gave' },
      count: { type: 'number' },
      skipped: {
        type: 'array',
        items: { type: 'number' },
        title: 'Which items were skipped, counted from 0; their place holds nothing',
      },
    },
    required: ['items', 'count'],
    additionalProperties: false,
  }),
  compile: ({ items, concurrency, collect }) =>
    oneStep({ kind: 'scope' }, ['done', 'error'], {
      kind: 'map',
      items: `{{ ${items} }}`,
      concurrency,
      collect,
    }),
});
