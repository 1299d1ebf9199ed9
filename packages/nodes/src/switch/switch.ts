import type { Expression } from '@dayshift/model';
import { z } from 'zod';
import { closedSource } from '../closed-source.ts';
import { expression, plainText } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { type ConfigIssue, defineNode } from '../node-type.ts';
import { branchPort } from '../ports.ts';
import { conditionInWords, say, value } from '../summary.ts';
import { nameOf } from '../value-names.ts';

const caseSchema = z.strictObject({
  port: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[A-Za-z0-9_-]+$/, 'a port has letters, digits, - and _')
    .meta({ title: 'Port', control: 'hidden' }),
  label: plainText({ title: 'Label' }, 60).optional(),
  is: z
    .union([z.string().max(1_000), z.number(), z.boolean()])
    .meta({ title: 'Is', control: 'compared', comparedWith: 'on', help: 'The value to compare with' })
    .optional(),
  when: expression({
    title: 'When',
    placeholder: 'steps.understand.amount > 50',
    wants: 'boolean',
  }).optional(),
});

/** Goes one of several ways. */
export const switchNode = defineNode({
  type: 'switch',
  version: 1,
  title: 'Switch',
  help: 'Goes one of several ways: the first case that holds, else the last',
  icon: 'split',
  category: 'flow',
  config: z.strictObject({
    on: expression({
      title: 'By',
      placeholder: 'steps.understand.intent',
      help: 'Each case is compared with it; leave it empty to write a condition per case',
    }).optional(),
    cases: z.array(caseSchema).min(1, 'needs a case').max(20).meta({ title: 'Cases', control: 'list' }),
    otherwise: plainText({ title: 'Label of the last way' }, 60).default('otherwise'),
  }),
  starter: { cases: [{ port: 'yes', label: 'yes', when: '' }], otherwise: 'no' },
  examples: [
    {
      title: 'By what the mail is about',
      config: {
        on: 'steps.understand.intent',
        cases: [
          { port: 'how-to', is: 'how_to', label: 'how-to' },
          { port: 'billing', is: 'billing' },
        ],
        otherwise: 'complaint',
      },
    },
    {
      title: 'A large order',
      config: {
        cases: [{ port: 'large', when: 'trigger.total > 500 && trigger.currency == "EUR"' }],
        otherwise: 'small',
      },
    },
  ],
  ports: ({ cases, otherwise }) => [
    ...cases.map(({ port, label }) => branchPort(port, label || port)),
    branchPort('otherwise', otherwise || 'otherwise'),
  ],
  summary: ({ on, cases, otherwise }) => {
    if (on) return say`by ${value(nameOf(on))}, else ${otherwise || 'otherwise'}`;
    const [only, ...others] = cases;
    if (only && others.length === 0)
      return say`when ${value(conditionInWords(only.when ?? ''))}, else ${otherwise || 'otherwise'}`;
    return say`goes to ${value(cases.map(({ port, label }) => label || port).join(', '))}, else ${otherwise || 'otherwise'}`;
  },
  check: ({ on, cases }) => {
    const issues: ConfigIssue[] = [];
    const seen = new Set(['otherwise']);
    for (const [index, { port, is, when }] of cases.entries()) {
      if (seen.has(port))
        issues.push({ field: `cases.${index}.port`, message: `There are two ways called ${port}.` });
      seen.add(port);
      if (on && is === undefined)
        issues.push({ field: `cases.${index}.is`, message: 'Say which value leads this way.' });
      if (!on && (when ?? '').trim() === '')
        issues.push({ field: `cases.${index}.when`, message: 'Say when to go this way.' });
    }
    return issues;
  },
  outputSchema: ({ cases }) => ({
    type: 'object',
    properties: { chosen: { type: 'string', enum: [...cases.map(({ port }) => port), 'otherwise'] } },
    required: ['chosen'],
    additionalProperties: false,
  }),
  compile: ({ on, cases }) =>
    oneStep(
      {
        kind: 'switch',
        cases: cases.map(({ port, is, when }) => ({ port, when: conditionOf(on, is, when) })),
        otherwise: 'otherwise',
      },
      [...cases.map(({ port }) => port), 'otherwise'],
    ),
});

function conditionOf(
  on: string | undefined,
  is: string | number | boolean | undefined,
  when: string | undefined,
): Expression {
  // sameAs, not ==: a case is typed into a field, so "10" there has to meet the number 10.
  return on ? `sameAs(${closedSource(on)}, ${JSON.stringify(is ?? '')})` : (when ?? 'false');
}
