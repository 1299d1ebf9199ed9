import type { RunView, StepView } from '@dayshift/contracts';
import { isObject } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import { findOperation } from '@dayshift/operations';
import { formatInstant } from '../../ui/format-time.ts';
import { placeName } from './step-facts.ts';

/** What is known of a step of which nobody knows whether it was sent, and what a person can answer. */
export interface AmbiguousFacts {
  question: string;
  /** To whom, when, how often, and what went wrong. */
  known: string;
  happened: string;
  didNot: string;
  /** Its receiver can be asked: trying again looks, and sends only what is certainly not there. */
  canLook: boolean;
}

export function ambiguousFacts(view: Pick<RunView, 'graph'>, step: StepView, now: number): AmbiguousFacts {
  const place = placeName(view, step);
  const title = place === '' ? step.title : `${step.title}, ${place}`;
  const unsure = findOperation(step.operation ?? '')?.words.unsure;
  const details = isObject(step.failure?.details) ? step.failure.details : {};
  const known = [
    targetOf(details),
    whenOf(details, now),
    isObject(details.cause) && typeof details.cause.message === 'string' ? ended(details.cause.message) : '',
  ];
  return {
    question: `${title}: ${unsure?.what ?? 'It may have been carried out.'} Was it?`,
    known: known.filter((part) => part !== '').join(' '),
    happened: unsure?.happened ?? 'It happened',
    didNot: unsure?.didNot ?? 'It did not happen',
    canLook: details.canLook === true,
  };
}

/** What a person who says that it happened begins with; undefined where nothing is known of it. */
export function assumedOutput({ operation, input, failure }: StepView): Json | undefined {
  const key = isObject(failure?.details) ? failure.details.idempotencyKey : undefined;
  const assume = findOperation(operation ?? '')?.assumedOutput;
  return assume && isObject(input) ? assume(input, typeof key === 'string' ? key : '') : undefined;
}

/** "“Re: Refund” to ada@example.com, copy to bob@example.com." */
function targetOf({ to, cc, subject, method, url, path }: { [name: string]: Json }): string {
  if (typeof to === 'string') {
    const what = typeof subject === 'string' ? `“${subject}” to ${to}` : `To ${to}`;
    return `${what}${typeof cc === 'string' ? `, copy to ${cc}` : ''}.`;
  }
  if (typeof url === 'string') return `${typeof method === 'string' ? `${method} ` : ''}${url}.`;
  return typeof path === 'string' ? `${path}.` : '';
}

/** "Sent at 10:31." or "Tried 2 times, first at 10:31, last at 10:40." */
function whenOf({ firstTriedAt, lastTriedAt, tries }: { [name: string]: Json }, now: number): string {
  const first = Date.parse(String(firstTriedAt));
  const last = Date.parse(String(lastTriedAt));
  if (!Number.isFinite(first)) return '';
  if (typeof tries !== 'number' || tries < 2 || !Number.isFinite(last))
    return `Tried at ${formatInstant(first, now)}.`;
  return `Tried ${tries} times, first at ${formatInstant(first, now)}, last at ${formatInstant(last, now)}.`;
}

function ended(text: string): string {
  return /[.?!…]$/.test(text) ? text : `${text}.`;
}
