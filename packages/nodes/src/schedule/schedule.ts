import { z } from 'zod';
import { oneStep } from '../fragment.ts';
import { type ConfigIssue, defineNode } from '../node-type.ts';
import { triggerPort } from '../ports.ts';
import { say, value } from '../summary.ts';
import { cronInWords, cronIssue } from './cron.ts';
import { isTimeZone } from './is-time-zone.ts';

/** The clock starts a run. */
export const schedule = defineNode({
  type: 'schedule',
  version: 1,
  title: 'Schedule',
  help: 'The clock starts the run, in a time zone',
  icon: 'clock',
  category: 'start',
  config: z.strictObject({
    cron: z.string().max(100).meta({
      title: 'When',
      control: 'cron',
      placeholder: '0 9 * * 1-5',
      help: 'Minute, hour, day, month, weekday',
      isRequired: true,
    }),
    timeZone: z
      .string()
      .max(64)
      .meta({ title: 'Time zone', control: 'time-zone', placeholder: 'Europe/Berlin', isRequired: true }),
  }),
  starter: { cron: '0 9 * * 1-5', timeZone: 'UTC' },
  examples: [
    { title: 'Weekday mornings', config: { cron: '0 9 * * 1-5', timeZone: 'Europe/Berlin' } },
    { title: 'Every quarter of an hour', config: { cron: '*/15 * * * *', timeZone: 'UTC' } },
  ],
  ports: () => [triggerPort],
  summary: ({ cron, timeZone }) => say`${value(cronInWords(cron))}, ${timeZone || '…'} time`,
  check: ({ cron, timeZone }) => [...cronIssues(cron), ...zoneIssues(timeZone)],
  outputSchema: () => ({
    type: 'object',
    properties: { at: { type: 'string', format: 'date-time' } },
    required: ['at'],
    additionalProperties: false,
  }),
  compile: () => oneStep({ kind: 'trigger', triggerType: 'schedule' }, ['out']),
});

function cronIssues(cron: string): ConfigIssue[] {
  const issue = cron.trim() === '' ? undefined : cronIssue(cron);
  return issue === undefined
    ? []
    : [{ field: 'cron', message: issue, hint: 'For example 0 9 * * 1-5: weekdays at 09:00' }];
}

function zoneIssues(timeZone: string): ConfigIssue[] {
  if (timeZone.trim() === '' || isTimeZone(timeZone)) return [];
  return [
    { field: 'timeZone', message: `There is no time zone ${timeZone}.`, hint: 'For example Europe/Berlin' },
  ];
}
