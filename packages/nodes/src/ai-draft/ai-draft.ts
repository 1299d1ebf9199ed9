import { z } from 'zod';
import { asText } from '../as-text.ts';
import { textValue } from '../fields.ts';
import { callOf, oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { donePort, errorPort } from '../ports.ts';
import { say, value } from '../summary.ts';
import { listed, sourcesOf } from '../value-names.ts';

/** The AI writes a text. */
export const aiDraft = defineNode({
  type: 'ai-draft',
  version: 1,
  title: 'AI draft',
  help: 'The AI writes a text',
  icon: 'pencil-line',
  category: 'ai',
  config: z.strictObject({
    instructions: textValue({
      title: 'Instructions',
      control: 'long-text',
      placeholder: 'Answer the question in a friendly tone.',
      isRequired: true,
    }),
    material: textValue(
      {
        title: 'Material',
        control: 'long-text',
        placeholder: '{{ trigger.text }}',
        help: 'What it may draw on; nothing else is given to it',
      },
      100_000,
    ).default(''),
    maxWords: z
      .number()
      .int()
      .min(1)
      .max(5_000)
      .meta({ title: 'At most (words)', control: 'number' })
      .default(300),
  }),
  starter: { instructions: '', material: '', maxWords: 300 },
  examples: [
    {
      title: 'Answer a question',
      config: {
        instructions: 'Answer the customer’s question.',
        material: '{{ trigger.text }}',
        maxWords: 150,
      },
    },
  ],
  ports: () => [donePort, errorPort],
  summary: ({ instructions, material, maxWords }) => {
    const from = listed(sourcesOf(material));
    return from === ''
      ? say`${value(instructions)}, at most ${String(maxWords)} words`
      : say`from ${value(from)}, at most ${String(maxWords)} words`;
  },
  outputSchema: () => ({
    type: 'object',
    properties: { text: { type: 'string', title: 'Text' } },
    required: ['text'],
    additionalProperties: false,
  }),
  compile: ({ instructions, material, maxWords }, context) =>
    oneStep(
      callOf(
        'ai.draft',
        { instructions: asText(instructions), material: asText(material), maxWords },
        context,
      ),
      ['done', 'error'],
    ),
});
