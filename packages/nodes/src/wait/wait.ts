import { z } from 'zod';
import { durationSchema, sayDuration, secondsOf } from '../duration.ts';
import { textValue } from '../fields.ts';
import { oneStep } from '../fragment.ts';
import { type ConfigIssue, defineNode } from '../node-type.ts';
import { donePort } from '../ports.ts';
import { say, value } from '../summary.ts';

/** Waits for a while or until an instant; hours and months cost nothing. */
export const wait = defineNode({
  type: 'wait',
  version: 1,
  title: 'Wait',
  help: 'Waits for a while, or until an instant',
  icon: 'hourglass',
  category: 'flow',
  config: z.strictObject({
    how: z.enum(['for', 'until']).meta({
      title: 'Wait',
      control: 'choice',
      labels: { for: 'For a while', until: 'Until an instant' },
    }),
    duration: durationSchema('How long').optional(),
    until: textValue(
      {
        title: 'Until',
        placeholder: '2026-03-02T09:00:00+01:00',
        help: 'An instant with its offset, or an expression that gives one',
        showIf: { field: 'how', is: ['until'] },
      },
      4_096,
    ).optional(),
  }),
  starter: { how: 'for', duration: { amount: 1, unit: 'hours' } },
  examples: [
    { title: 'Four hours', config: { how: 'for', duration: { amount: 4, unit: 'hours' } } },
    {
      title: 'As long as the trigger says',
      config: { how: 'for', duration: { amount: '{{ trigger.minutes }}', unit: 'minutes' } },
    },
    { title: 'Until an instant', config: { how: 'until', until: '2026-03-02T09:00:00+01:00' } },
    {
      title: 'A day after the mail',
      config: { how: 'until', until: '{{ timestamp(trigger.date) + duration("1d") }}' },
    },
  ],
  ports: () => [donePort],
  summary: ({ how, duration, until }) =>
    how === 'for' ? say`for ${duration ? sayDuration(duration) : '…'}` : say`until ${value(until)}`,
  check: ({ how, duration, until }) => {
    if (how === 'for') return duration ? [] : [{ field: 'duration', message: 'Say how long to wait.' }];
    return untilIssues(until ?? '');
  },
  outputSchema: () => ({}),
  compile: ({ how, duration, until }) =>
    oneStep(
      how === 'for'
        ? { kind: 'wait', seconds: duration ? secondsOf(duration) : 0 }
        : { kind: 'wait', until: (until ?? '').trim() },
      ['done'],
    ),
});

function untilIssues(until: string): ConfigIssue[] {
  const text = until.trim();
  if (text === '') return [{ field: 'until', message: 'Say until when to wait.' }];
  const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  if (text.includes('{{') || (isInstant && Number.isFinite(Date.parse(text)))) return [];
  return [
    {
      field: 'until',
      message: 'This is not an instant.',
      hint: 'Write it with its offset: 2026-03-02T09:00:00+01:00',
    },
  ];
}
