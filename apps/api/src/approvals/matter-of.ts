import type { ApprovalView } from '@dayshift/contracts';
import { isObject } from '@dayshift/json-schema';
import type { Approval, JsonObject, Run } from '@dayshift/model';
import { amountOf } from '../runs/amount-of.ts';
import { textUnder, thingsIn } from '../runs/telling-values.ts';

export type Matter = ApprovalView['matter'];

const mostFacts = 6;
const mostOfMessage = 20_000;
const mostOfName = 320;

/** What it is about in a person's terms: who wrote what, how much, which order. Never the request itself. */
export function matterOf(approval: Pick<Approval, 'action' | 'fields'>, run: Run | undefined): Matter {
  const asked = askedValues(approval);
  const came = run ? valuesOfTrigger(run) : {};
  const person = personIn(came);
  const message = run && messageOf(run, came);
  const amount = amountOf(asked);
  const facts = [...thingsIn(asked), ...thingsIn(came)];
  const unique = facts.filter(({ name }, index) => facts.findIndex((each) => each.name === name) === index);
  return {
    ...(amount && { amount: amount.text }),
    ...(person && { person }),
    ...(message && { message }),
    facts: unique.slice(0, mostFacts),
  };
}

/** The values that are asked about: of a request its body, else the fields. */
export function askedValues({ action, fields }: Pick<Approval, 'action' | 'fields'>): JsonObject {
  if (!action) return isObject(fields) ? fields : {};
  if (action.operation !== 'http.request' || !isObject(action.input)) return {};
  return isObject(action.input.body) ? action.input.body : {};
}

function valuesOfTrigger({ trigger, triggerType }: Run): JsonObject {
  if (!isObject(trigger)) return {};
  return triggerType === 'webhook' && isObject(trigger.body) ? trigger.body : trigger;
}

function personIn(came: JsonObject): Matter['person'] {
  const name = textUnder(came, [
    'fromName',
    'from_name',
    'customer_name',
    'customerName',
    'name',
    'customer',
    'client',
  ]);
  const address = textUnder(came, ['from', 'email', 'e_mail', 'mail', 'phone']);
  if (name === undefined && address === undefined) return undefined;
  return {
    ...(name !== undefined && name !== address && { name: name.slice(0, mostOfName) }),
    ...(address !== undefined && { address: address.slice(0, mostOfName) }),
  };
}

const wordsOfForms = ['text', 'message', 'description', 'comment', 'question'];

/** The words somebody wrote, which the run answers. */
function messageOf(run: Run, came: JsonObject): Matter['message'] {
  const isMail = run.triggerType === 'mail-received';
  const text = textUnder(came, isMail ? ['text'] : wordsOfForms);
  if (text === undefined && !isMail) return undefined;
  const subject = textUnder(came, ['subject', 'title']);
  return {
    ...(subject !== undefined && { subject }),
    text: (text ?? '').slice(0, mostOfMessage),
    at: run.startedAt,
  };
}
