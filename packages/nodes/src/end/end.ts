import { z } from 'zod';
import { asText } from '../as-text.ts';
import { jsonValue, textValue } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { say, value } from '../summary.ts';

/** Ends the whole run with an outcome. */
export const end = defineNode({
  type: 'end',
  version: 1,
  title: 'End',
  help: 'Ends the run with an outcome; what else is under way is stopped',
  icon: 'flag',
  category: 'flow',
  config: z.strictObject({
    outcome: textValue({ title: 'Outcome', placeholder: 'answered', isRequired: true }, 1_000),
    output: jsonValue({ title: 'Result', help: 'What the run gives back' }).default(null),
  }),
  starter: { outcome: 'done', output: null },
  examples: [
    { title: 'Answered', config: { outcome: 'answered' } },
    { title: 'With a result', config: { outcome: 'ok', output: { total: '{{ steps.sum.total }}' } } },
  ],
  ports: () => [],
  summary: ({ outcome }) => say`outcome ${value(outcome)}`,
  outputSchema: () => ({}),
  compile: ({ outcome, output }) => oneStep({ kind: 'end', outcome: asText(outcome), output }, []),
});
