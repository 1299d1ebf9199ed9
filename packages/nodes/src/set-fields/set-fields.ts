import { z } from 'zod';
import { keyValues } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { donePort } from '../ports.ts';
import { say, value } from '../summary.ts';

/** Puts values together under new names. */
export const setFields = defineNode({
  type: 'set-fields',
  version: 1,
  title: 'Set fields',
  help: 'Puts values together under new names; costs nothing',
  icon: 'braces',
  category: 'do',
  config: z.strictObject({ fields: keyValues({ title: 'Fields', control: 'json', isRequired: true }, 64) }),
  starter: { fields: {} },
  examples: [
    {
      title: 'A greeting and a total',
      config: {
        fields: {
          greeting: 'Hello {{ trigger.fromName }}',
          total: '{{ steps.load_orders.body.map(o, o.total).sum() }}',
        },
      },
    },
  ],
  ports: () => [donePort],
  summary: ({ fields }) => say`sets ${value(Object.keys(fields).join(', '))}`,
  outputSchema: ({ fields }, context) => context.schemaOf(fields),
  compile: ({ fields }) => oneStep({ kind: 'compute', output: fields }, ['done']),
});
