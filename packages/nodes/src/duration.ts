import { hasHoles } from '@dayshift/expressions';
import type { Value } from '@dayshift/model';
import { z } from 'zod';
import { closedSource } from './closed-source.ts';
import { numberValue } from './fields.ts';
import type { SummaryPart } from './node-type.ts';
import { value } from './summary.ts';
import { nameOf } from './value-names.ts';

const secondsIn = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;

/** A length of time as people say it: 4 hours. */
export function durationSchema(title: string, help?: string) {
  return z
    .strictObject({
      amount: numberValue({ title: 'How many' }, z.number().min(0).max(1_000_000)),
      unit: z.enum(['seconds', 'minutes', 'hours', 'days']).meta({ title: 'Unit', control: 'choice' }),
    })
    .meta({ title, control: 'duration', ...(help === undefined ? {} : { help }) });
}

export type DurationConfig = { amount: number | string; unit: keyof typeof secondsIn };

/** As seconds for the plan; an expression is multiplied where it stands. */
export function secondsOf({ amount, unit }: DurationConfig): Value {
  if (typeof amount === 'number') return amount * secondsIn[unit];
  const source = amount.trim().slice(2, -2).trim();
  return `{{ (${closedSource(source)}) * ${secondsIn[unit]} }}`;
}

export function sayDuration({ amount, unit }: DurationConfig): SummaryPart {
  if (typeof amount === 'string' && hasHoles(amount))
    return value(`${nameOf(amount.trim().slice(2, -2))} ${unit}`);
  return value(`${amount} ${Number(amount) === 1 ? unit.slice(0, -1) : unit}`);
}
