import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';
import { amountOf } from './amount-of.ts';
import { named } from './named.ts';
import { peopleIn, textUnder, thingsIn } from './telling-values.ts';

/**
 * What a run is called in every list: what it is about and for whom, as its data say. The playbook's name stands beside it
 * anyway, so it is the title only of a run that brought nothing.
 */
export function runTitle(triggerType: string, trigger: Json, playbookName: string): string {
  return shorten(isObject(trigger) ? titleOf(triggerType, trigger, playbookName) : playbookName);
}

function titleOf(triggerType: string, trigger: JsonObject, playbookName: string): string {
  switch (triggerType) {
    case 'mail-received':
      return mailTitle(trigger);
    case 'schedule':
      return scheduleTitle(trigger, playbookName);
    case 'webhook':
      return isObject(trigger.body) ? inputTitle(trigger.body, playbookName) : playbookName;
    default:
      return inputTitle(trigger, playbookName);
  }
}

function mailTitle(mail: JsonObject): string {
  const subject = textUnder(mail, ['subject']) ?? '(no subject)';
  const sender = textUnder(mail, ['fromName', 'from']);
  return sender ? `${subject}, ${sender}` : subject;
}

/** The day it was planned for tells one from the next; its own text, because the zone is the author's. */
function scheduleTitle(trigger: JsonObject, playbookName: string): string {
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(textUnder(trigger, ['at']) ?? '') ?? [];
  return day === undefined ? playbookName : `${playbookName}, ${day}`;
}

/** "Charged twice, Ada Example, order 10442, €49.00". */
function inputTitle(input: JsonObject, playbookName: string): string {
  const amount = amountOf(input);
  const [person] = peopleIn(input);
  const [thing] = thingsIn(input);
  const parts = [
    textUnder(input, ['title', 'subject', 'summary']),
    person?.value,
    thing && `${thing.name.replaceAll('_', ' ')} ${thing.value}`,
    amount?.text,
  ].filter((part) => part !== undefined);
  return parts.join(', ') || named(input) || playbookName;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
