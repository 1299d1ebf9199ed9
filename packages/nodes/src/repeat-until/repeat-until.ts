import { z } from 'zod';
import { expression, jsonValue } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { defineNode } from '../node-type.ts';
import { branchPort, donePort, errorPort } from '../ports.ts';
import { conditionInWords, say, value } from '../summary.ts';

/** Does the steps inside again and again until a condition holds, at most a number of times. */
export const repeatUntil = defineNode({
  type: 'repeat-until',
  version: 1,
  title: 'Repeat until',
  help: 'Does the steps inside again until a condition holds; “item” is what the round before gave, “index” counts rounds from 0',
  icon: 'rotate-cw',
  category: 'flow',
  isContainer: true,
  inside: 'done again in each round',
  config: z.strictObject({
    until: expression({
      title: 'Until',
      placeholder: 'steps.check.body.state == "paid"',
      wants: 'boolean',
      place: 'body',
      isRequired: true,
      help: 'Asked after each round; “item” is then what this round gave',
    }),
    max: z.number().int().min(1).max(1_000).meta({ title: 'At most (rounds)', control: 'number' }),
    collect: jsonValue({
      title: 'What a round gives',
      placeholder: '{{ steps.check.body }}',
      place: 'body',
    }).default(null),
  }),
  starter: { until: '', max: 10, collect: null },
  examples: [
    { title: 'Until paid', config: { until: 'item == "paid"', max: 12, collect: '{{ "paid" }}' } },
    { title: 'Three rounds', config: { until: 'index >= 2', max: 3 } },
  ],
  ports: () => [{ ...donePort, label: 'it holds' }, branchPort('exhausted', 'never'), errorPort],
  summary: ({ until, max }) => say`until ${value(conditionInWords(until))}, at most ${String(max)} times`,
  outputSchema: ({ collect }, context) => ({
    type: 'object',
    properties: {
      result: { ...context.bodySchemaOf(collect), title: 'What the last round gave' },
      turns: { type: 'number' },
      isMet: { type: 'boolean' },
    },
    required: ['result', 'turns', 'isMet'],
    additionalProperties: false,
  }),
  compile: ({ until, max, collect }) =>
    oneStep({ kind: 'scope' }, ['done', 'exhausted', 'error'], { kind: 'loop', until, max, collect }),
});
