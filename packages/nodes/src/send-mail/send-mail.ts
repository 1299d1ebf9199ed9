import type { JsonObject } from '@dayshift/model';
import { z } from 'zod';
import { asText } from '../as-text.ts';
import { textValue } from '../fields.ts';
import { callOf } from '../fragment.ts';
import { gatedCall, gateIssues, gatePorts, gateSchema, sayGate, theManager } from '../gate.ts';
import { defineNode } from '../node-type.ts';
import { say, value } from '../summary.ts';
import { listed, sourcesOf } from '../value-names.ts';

/** Sends a mail. */
export const sendMail = defineNode({
  type: 'send-mail',
  version: 1,
  title: 'Send mail',
  help: 'Sends a mail, alone or after a person said yes',
  icon: 'send',
  category: 'do',
  config: z.strictObject({
    to: textValue({ title: 'To', placeholder: '{{ trigger.from }}', isRequired: true }, 2_000),
    subject: textValue(
      { title: 'Subject', placeholder: 'Re: {{ trigger.subject }}', isRequired: true },
      1_000,
    ),
    text: textValue(
      { title: 'Text', control: 'long-text', placeholder: '{{ steps.draft.text }}', isRequired: true },
      100_000,
    ),
    cc: textValue({ title: 'Copy to', isAdvanced: true }, 2_000).optional(),
    from: textValue(
      { title: 'From', placeholder: 'support@dayshift.example', isAdvanced: true },
      320,
    ).optional(),
    inReplyTo: textValue(
      {
        title: 'Answers the mail',
        placeholder: '{{ trigger.messageId }}',
        help: 'Its Message-ID keeps the thread together',
        isAdvanced: true,
      },
      1_000,
    ).optional(),
    gate: gateSchema,
  }),
  starter: {
    to: '',
    subject: '',
    text: '',
    gate: { decides: 'ask', who: theManager },
  },
  examples: [
    {
      title: 'Reply, after a yes',
      config: {
        to: '{{ trigger.from }}',
        subject: 'Re: {{ trigger.subject }}',
        text: '{{ steps.draft.text }}',
        inReplyTo: '{{ trigger.messageId }}',
        gate: { decides: 'ask', due: { amount: 4, unit: 'hours' } },
      },
    },
    {
      title: 'Holding reply, alone',
      config: {
        to: '{{ trigger.from }}',
        subject: 'We have it',
        text: 'We have your mail and will call you.',
      },
    },
  ],
  ports: ({ gate }) => gatePorts(gate, 'sent'),
  summary: ({ to, subject, text, gate }) => {
    if (!isReply(to)) return say`to ${value(to)}: ${value(subject)}${sayGate(gate)}`;
    const made = sourcesOf(text).filter((source) => source !== 'the mail');
    return say`replies to ${value(to)}${made.length > 0 ? say` with ${value(listed(made))}` : ''}${sayGate(gate)}`;
  },
  check: ({ gate }) => gateIssues(gate),
  outputSchema: () => ({
    type: 'object',
    properties: {
      messageId: { type: 'string', title: 'Message-ID' },
      accepted: { type: 'array', items: { type: 'string' }, title: 'Accepted for' },
    },
    required: ['messageId', 'accepted'],
    additionalProperties: false,
  }),
  compile({ to, subject, text, cc, from, inReplyTo, gate }, context) {
    const input: JsonObject = { to: asText(to), subject: asText(subject), text: asText(text) };
    if (cc) input.cc = asText(cc);
    if (from) input.from = asText(from);
    if (inReplyTo) input.inReplyTo = asText(inReplyTo);
    return gatedCall(callOf('mail.send', input, context), gate, context.title);
  },
});

/** Sent back to who wrote the mail that started the run. */
const isReply = (to: string) => /^\s*\{\{\s*trigger\.(?:from|replyTo)\s*\}\}\s*$/.test(to);
