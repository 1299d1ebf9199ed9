import { isObject } from '@dayshift/json-schema';
import type { Approval, Json } from '@dayshift/model';
import { findOperation } from '@dayshift/operations';
import { amountOf } from '../runs/amount-of.ts';
import { named } from '../runs/named.ts';
import { askedValues, type Matter } from './matter-of.ts';

type Asked = Pick<Approval, 'title' | 'stepTitle' | 'action' | 'fields'>;

/**
 * What is asked, in one sentence: the author's question; a step that asks under its own name gets one from what it would
 * do this time. With the matter at hand it also says for whom.
 */
export function questionOf(approval: Asked, matter?: Matter): string {
  const { title, stepTitle, action } = approval;
  if (!action || title !== stepTitle || !isObject(action.input)) return title;
  const heading = findOperation(action.operation)?.heading?.(action.input);
  if (heading === undefined) return `${withPerson(actWords(approval), matter)}?`;
  return `${withWriter(heading, action.input.to, matter)}?`;
}

/** The same for one line of a list, where the run's name stands below. */
export function shortQuestion(approval: Asked): string {
  return approval.title === approval.stepTitle && approval.action
    ? questionOf(approval).replace(/\?$/, '')
    : approval.title;
}

/** Names whoever wrote beside their address. The name alone could be anybody's; the address is what the mail goes to. */
function withWriter(heading: string, to: Json | undefined, matter: Matter | undefined): string {
  const { name, address } = matter?.person ?? {};
  const isWriter = typeof to === 'string' && address?.toLowerCase() === to.toLowerCase();
  // A name that brings signs of an address along could pass for another recipient.
  const isPlain = name !== undefined && name.length <= 80 && !/[@()<>:/]/.test(name);
  if (!isWriter || !isPlain || !heading.endsWith(` ${to}`)) return heading;
  return `${heading.slice(0, -to.length)}${name} (${to})`;
}

/** "Refund €186.00, order 10442": the step's name and the values that tell this time from another. */
function actWords(approval: Asked): string {
  const name = approval.stepTitle.replace(/, after .*$/i, '');
  const values = askedValues(approval);
  const amount = amountOf(values);
  const rest = named(values, { without: amount?.fields ?? [], most: amount ? 2 : 3 });
  if (!amount) return rest === '' ? name : `${name}: ${rest}`;
  return [`${name} ${amount.text}`, rest].filter((part) => part !== '').join(', ');
}

function withPerson(words: string, matter: Matter | undefined): string {
  const name = matter?.person?.name ?? matter?.person?.address;
  return name === undefined || words.includes(name) ? words : `${words}, for ${name}`;
}
