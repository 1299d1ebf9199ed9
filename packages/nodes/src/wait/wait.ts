import { compileTemplate, isTimeZone } from '@dayshift/expressions';
import { z } from 'zod';
import { closedSource } from '../closed-source.ts';
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
    duration: durationSchema('How long')
      .meta({ showIf: { field: 'how', is: ['for'] } })
      .optional(),
    until: textValue(
      {
        title: 'Until',
        placeholder: '2026-03-02T09:00:00+01:00',
        help: 'An instant, or a day or a time in the zone below',
        showIf: { field: 'how', is: ['until'] },
        wants: 'instant',
        zoneIn: 'timeZone',
      },
      4_096,
    ).optional(),
    timeZone: z
      .string()
      .max(64)
      .meta({
        title: 'Time zone',
        control: 'time-zone',
        placeholder: 'Europe/Berlin',
        help: 'Of a day or a time without offset; a day begins at its midnight',
        showIf: { field: 'how', is: ['until'] },
      })
      .optional(),
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
      title: 'Until a day that somebody chose',
      config: { how: 'until', until: '{{ trigger.day }}', timeZone: 'Europe/Berlin' },
    },
    {
      title: 'A day after the mail',
      config: { how: 'until', until: '{{ timestamp(trigger.date) + duration("1d") }}' },
    },
  ],
  ports: () => [donePort],
  summary: ({ how, duration, until }) =>
    how === 'for' ? say`for ${duration ? sayDuration(duration) : '…'}` : say`until ${value(until)}`,
  check: ({ how, duration, until, timeZone = '' }) => {
    if (how === 'for') return duration ? [] : [{ field: 'duration', message: 'Say how long to wait.' }];
    return [...untilIssues(until ?? '', timeZone), ...zoneIssues(timeZone)];
  },
  outputSchema: () => ({}),
  compile: ({ how, duration, until, timeZone }) =>
    oneStep(
      how === 'for'
        ? { kind: 'wait', seconds: duration ? secondsOf(duration) : 0 }
        : { kind: 'wait', until: timeZone ? inZone((until ?? '').trim(), timeZone) : (until ?? '').trim() },
      ['done'],
    ),
});

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/;
const local = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,3})?)?)?$/;

function untilIssues(until: string, timeZone: string): ConfigIssue[] {
  const text = until.trim();
  if (text === '') return [{ field: 'until', message: 'Say until when to wait.' }];
  const isReadable = Number.isFinite(Date.parse(text));
  if (text.includes('{{') || (instant.test(text) && isReadable)) return [];
  if (local.test(text) && isReadable) {
    if (timeZone !== '') return [];
    return [
      {
        field: 'until',
        message: 'This is another instant in each time zone.',
        hint: 'Choose a time zone below, or write the offset: 2026-03-02T09:00:00+01:00',
      },
    ];
  }
  return [
    {
      field: 'until',
      message: 'This is not an instant.',
      hint: 'Write it with its offset: 2026-03-02T09:00:00+01:00',
    },
  ];
}

function zoneIssues(timeZone: string): ConfigIssue[] {
  if (timeZone === '' || isTimeZone(timeZone)) return [];
  return [
    { field: 'timeZone', message: `There is no time zone ${timeZone}.`, hint: 'For example Europe/Berlin' },
  ];
}

/** What is filled in, read on the clocks of the zone where it does not bring its own offset. */
function inZone(until: string, timeZone: string): string {
  const compiled = compileTemplate(until);
  if (!compiled.ok) return until;
  const { parts, isOneHole } = compiled.template;
  const values = parts.map((part) => {
    if (typeof part === 'string') return JSON.stringify(part);
    const source = closedSource(part.expression.source);
    return isOneHole ? source : `string(${source})`;
  });
  return `{{ timestamp(${values.join(' + ')}, ${JSON.stringify(timeZone)}) }}`;
}
