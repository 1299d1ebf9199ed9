import { z } from 'zod';
import { asText } from '../as-text.ts';
import { textValue } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { say, value } from '../summary.ts';

/** Fails the whole run, by name. */
export const fail = defineNode({
  type: 'fail',
  version: 1,
  title: 'Fail',
  help: 'Fails the run, by name; it can be resumed from here',
  icon: 'octagon-x',
  category: 'flow',
  config: z.strictObject({
    code: textValue(
      {
        title: 'Code',
        placeholder: 'NO_ORDER',
        help: 'Runs with the same code are shown together',
        isRequired: true,
      },
      200,
    ),
    message: textValue({ title: 'What to tell people', control: 'long-text', isRequired: true }, 2_000),
  }),
  starter: { code: 'STOPPED', message: '' },
  examples: [
    {
      title: 'No such order',
      config: { code: 'NO_ORDER', message: 'There is no order {{ trigger.order }}.' },
    },
  ],
  ports: () => [],
  summary: ({ message, code }) => say`${value(message || code)}`,
  outputSchema: () => ({}),
  compile: ({ code, message }) => oneStep({ kind: 'fail', code: asText(code), message: asText(message) }, []),
});
