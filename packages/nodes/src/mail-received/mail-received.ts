import { z } from 'zod';
import { oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { triggerPort } from '../ports.ts';
import { say, value } from '../summary.ts';

/** A mail to the worker's address starts a run. */
export const mailReceived = defineNode({
  type: 'mail-received',
  version: 1,
  title: 'Mail received',
  help: 'A mail to an address of yours starts the run, one run per mail',
  icon: 'mail',
  category: 'start',
  config: z.strictObject({
    to: z
      .string()
      .max(320)
      .regex(/^[^\s@]*(@[^\s@]*)?$/, 'wants one address')
      .meta({
        title: 'Address',
        control: 'text',
        placeholder: 'support@dayshift.example',
        help: 'The part before @ is enough',
        isRequired: true,
      }),
    from: z
      .string()
      .max(320)
      .meta({
        title: 'Only from',
        control: 'text',
        placeholder: '@customer.example',
        help: 'Part of the sender’s address',
        isAdvanced: true,
      })
      .optional(),
  }),
  starter: { to: 'support@dayshift.example' },
  examples: [
    { title: 'Every mail to support', config: { to: 'support@dayshift.example' } },
    { title: 'Invoices of one vendor', config: { to: 'invoices@dayshift.example', from: '@vendor.example' } },
  ],
  ports: () => [triggerPort],
  summary: ({ to, from }) =>
    say`to ${value(to.includes('@') ? to.slice(0, to.indexOf('@') + 1) : to)}${from ? say` from ${value(from)}` : ''}, a run per mail`,
  outputSchema: () => mailSchema,
  compile: () => oneStep({ kind: 'trigger', triggerType: 'mail-received' }, ['out']),
});

const text = { type: 'string' };

/** What a received mail is to expressions. `text` is made from HTML where there is no plain part. */
const mailSchema = {
  type: 'object',
  properties: {
    messageId: { ...text, title: 'Message-ID' },
    from: { ...text, title: 'Sender’s address' },
    fromName: { ...text, title: 'Sender’s name' },
    to: { type: 'array', items: text, title: 'Recipients' },
    cc: { type: 'array', items: text },
    replyTo: { ...text, title: 'Where an answer goes' },
    subject: { ...text, title: 'Subject' },
    text: { ...text, title: 'Text' },
    date: { ...text, format: 'date-time', title: 'When it was sent' },
    inReplyTo: { type: ['string', 'null'], title: 'Message-ID it answers' },
    references: { type: 'array', items: text },
    // Not required: mails that older runs were started by do not say.
    isToMany: { type: 'boolean', title: 'Sent to many: a list or a campaign' },
    isAutomatic: { type: 'boolean', title: 'Written by a machine: an absence notice, a bounce' },
    attachments: {
      type: 'array',
      title: 'Attachments',
      items: {
        type: 'object',
        properties: { name: text, mediaType: text, size: { type: 'number' } },
        required: ['name', 'mediaType', 'size'],
        additionalProperties: false,
      },
    },
  },
  required: [
    'messageId',
    'from',
    'fromName',
    'to',
    'cc',
    'replyTo',
    'subject',
    'text',
    'date',
    'inReplyTo',
    'references',
    'attachments',
  ],
  additionalProperties: false,
};
