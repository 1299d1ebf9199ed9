import { isObject } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';

/** What a run is called in every list: the mail's subject and its sender, else what its input says first. */
export function runTitle(triggerType: string, trigger: Json, playbookName: string): string {
  return shorten(
    triggerType === 'mail-received' ? mailTitle(trigger, playbookName) : inputTitle(trigger, playbookName),
  );
}

function mailTitle(trigger: Json, playbookName: string): string {
  const subject = textAt(trigger, 'subject') ?? '(no subject)';
  const sender = textAt(trigger, 'fromName') ?? textAt(trigger, 'from');
  return sender ? `${subject}, ${sender}` : subject || playbookName;
}

function inputTitle(trigger: Json, playbookName: string): string {
  for (const field of ['title', 'subject', 'name', 'summary']) {
    const text = textAt(trigger, field) ?? textAt(at(trigger, 'body'), field);
    if (text) return `${playbookName}: ${text}`;
  }
  return playbookName;
}

function at(value: Json | undefined, field: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, field) ? value[field] : undefined;
}

function textAt(value: Json | undefined, field: string): string | undefined {
  const found = at(value, field);
  return typeof found === 'string' && found.trim() !== '' ? found.trim() : undefined;
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 160 ? `${line.slice(0, 159)}…` : line;
}
