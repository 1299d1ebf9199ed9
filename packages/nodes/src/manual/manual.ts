import { z } from 'zod';
import { fieldIssues, namedFieldSchema, schemaOfFields } from '../field-list.ts';
import { oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { triggerPort } from '../ports.ts';
import { say, value } from '../summary.ts';

/** A person starts a run and fills in a form. */
export const manual = defineNode({
  type: 'manual',
  version: 1,
  title: 'Form',
  help: 'A person starts the run and fills in a form',
  icon: 'clipboard-list',
  category: 'start',
  config: z.strictObject({
    fields: z
      .array(namedFieldSchema)
      .max(50)
      .meta({ title: 'Questions', control: 'list', help: 'What is asked before the run starts' }),
  }),
  starter: { fields: [] },
  examples: [
    {
      title: 'An order to look at',
      config: {
        fields: [
          { name: 'order', kind: 'text', label: 'Order number' },
          { name: 'urgency', kind: 'choice', options: ['low', 'high'] },
          { name: 'note', kind: 'long-text', isRequired: false },
        ],
      },
    },
    { title: 'Nothing to fill in', config: { fields: [] } },
  ],
  ports: () => [triggerPort],
  summary: ({ fields }) =>
    fields.length === 0
      ? say`started by a person`
      : say`asks for ${value(fields.map((field) => field.label || field.name).join(', '))}`,
  check: ({ fields }) => fieldIssues(fields, 'fields'),
  outputSchema: ({ fields }) => schemaOfFields(fields, 'left-out'),
  compile: () => oneStep({ kind: 'trigger', triggerType: 'manual' }, ['out']),
});
