import { z } from 'zod';
import { asText } from '../as-text.ts';
import { durationSchema, sayDuration, secondsOf } from '../duration.ts';
import { keyValues, textValue } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { theManager } from '../gate.ts';
import { defineNode } from '../node-type.ts';
import { branchPort } from '../ports.ts';
import { say, value } from '../summary.ts';

/** Asks a person to approve, reject, or edit and approve some values. */
export const approval = defineNode({
  type: 'approval',
  version: 1,
  title: 'Approval',
  help: 'Asks a person: approve, reject, or edit and approve. Silence is never a yes',
  icon: 'hand',
  category: 'people',
  config: z.strictObject({
    title: textValue(
      { title: 'Question', placeholder: 'Send this reply to {{ trigger.fromName }}?', isRequired: true },
      1_000,
    ),
    fields: keyValues(
      {
        title: 'What to look at',
        control: 'json',
        help: 'Shown in full, and may be edited',
        placeholder: '{{ steps.draft.text }}',
      },
      64,
    ).default({}),
    reason: textValue({
      title: 'Reason',
      control: 'long-text',
      help: 'Shown beside the question: under the AI’s name where it is what an AI step wrote',
      isAdvanced: true,
    }).optional(),
    who: textValue({ title: 'Whom to ask', control: 'person', isRequired: true }, 500).default(theManager),
    due: durationSchema(
      'Answer within',
      'Without an answer in time the run leaves by “nobody answered”',
    ).optional(),
  }),
  starter: { title: '', fields: {}, who: theManager },
  examples: [
    {
      title: 'A reply before it goes out',
      config: {
        title: 'Send this reply to {{ trigger.fromName }}?',
        fields: { text: '{{ steps.draft.text }}' },
        due: { amount: 4, unit: 'hours' },
      },
    },
    { title: 'A plain question', config: { title: 'Shall we go on?', who: 'Support lead' } },
  ],
  ports: ({ due }) => [
    branchPort('approved', 'approved'),
    branchPort('rejected', 'rejected'),
    ...(due ? [branchPort('expired', 'nobody answered')] : []),
  ],
  summary: ({ who, due }) =>
    say`asks ${value(who === theManager ? 'the manager' : who)}${due ? say`, within ${sayDuration(due)}` : ''}`,
  outputSchema: ({ fields }, context) => ({
    type: 'object',
    properties: {
      approvalId: { type: 'string' },
      verdict: { type: 'string', enum: ['approve', 'reject', 'expired'] },
      by: { type: ['string', 'null'], title: 'Who answered' },
      comment: { type: ['string', 'null'], title: 'What they wrote' },
      isEdited: { type: 'boolean' },
      input: { ...context.schemaOf(fields), title: 'The values, as edited' },
    },
    required: ['approvalId', 'verdict', 'by', 'comment', 'isEdited', 'input'],
    additionalProperties: false,
  }),
  compile: ({ title, fields, reason, who, due }) =>
    oneStep(
      {
        kind: 'approve',
        request: {
          title: asText(title),
          fields,
          assignee: asText(who),
          ...(reason ? { reason: asText(reason) } : {}),
          ...(due ? { dueSeconds: secondsOf(due) } : {}),
        },
      },
      ['approved', 'rejected', 'expired'],
    ),
});
