import type { Value } from '@dayshift/model';
import { z } from 'zod';
import { asText } from './as-text.ts';
import { durationSchema, sayDuration, secondsOf } from './duration.ts';
import { expression, textValue } from './fields.ts';
import type { CallDraft, Fragment, FragmentPart } from './fragment.ts';
import type { ConfigIssue, Port, SummaryPart } from './node-type.ts';
import { branchPort, donePort, errorPort } from './ports.ts';
import { conditionInWords, say, value } from './summary.ts';

/** Whom a question goes to when nothing else is said. */
export const theManager = '{{ worker.manager.orValue("Anyone") }}';

/** "Who decides": may the worker do this alone, or does it ask a person first? */
export const gateSchema = z
  .strictObject({
    decides: z.enum(['alone', 'ask', 'ask-when']).meta({
      title: 'Who decides',
      control: 'choice',
      labels: { alone: 'The worker, alone', ask: 'Ask a person first', 'ask-when': 'Ask a person when …' },
    }),
    when: expression({
      title: 'Ask when',
      placeholder: 'steps.understand.amount > 50',
      wants: 'boolean',
      showIf: { field: 'decides', is: ['ask-when'] },
    }).optional(),
    who: textValue(
      { title: 'Whom to ask', control: 'person', showIf: { field: 'decides', is: ['ask', 'ask-when'] } },
      500,
    ).default(theManager),
    question: textValue(
      {
        title: 'Question',
        placeholder: 'Send this refund of {{ steps.understand.amount }} to {{ trigger.fromName }}?',
        help: 'The heading of the card, and the words on its buttons. Left out, it is made from what would be done',
        showIf: { field: 'decides', is: ['ask', 'ask-when'] },
      },
      1_000,
    ).optional(),
    reason: textValue({
      title: 'Reason',
      control: 'long-text',
      help: 'Shown beside the action: under the AI’s name where it is what an AI step wrote',
      showIf: { field: 'decides', is: ['ask', 'ask-when'] },
    }).optional(),
    due: durationSchema(
      'Answer within',
      'Without an answer in time the run leaves by “nobody answered”; it never counts as a yes',
    ).optional(),
  })
  .default({ decides: 'alone', who: theManager })
  .meta({ title: 'Who decides', control: 'gate' });

export type Gate = z.output<typeof gateSchema>;

/** The ports of a node that has a gate. Where there is a no, the way of a yes has a name too. */
export function gatePorts(gate: Gate, done: string): Port[] {
  if (gate.decides === 'alone') return [donePort, errorPort];
  return [
    { ...donePort, label: done },
    branchPort('rejected', 'rejected', false),
    ...(gate.due ? [branchPort('expired', 'nobody answered', false)] : []),
    errorPort,
  ];
}

/** What a gate adds to the sentence of its card. */
export function sayGate(gate: Gate): SummaryPart[] {
  if (gate.decides === 'alone') return [];
  const within = gate.due ? say` within ${sayDuration(gate.due)}` : [];
  if (gate.decides === 'ask') return say`, after a yes${within}`;
  return say`, asks when ${value(conditionInWords(gate.when ?? ''))}`;
}

export function gateIssues(gate: Gate, field = 'gate'): ConfigIssue[] {
  if (gate.decides === 'ask-when' && (gate.when ?? '').trim() === '') {
    return [
      {
        field: `${field}.when`,
        message: 'Say when to ask.',
        hint: 'Choose a value, and what it is compared with',
      },
    ];
  }
  return [];
}

/**
 * A call behind its gate: choose → ask → call. What the person saw is what is executed: the call takes the bytes of the
 * approval, edited or not, and not its own input again.
 */
export function gatedCall(call: CallDraft, gate: Gate, title: Value): Fragment {
  const main: FragmentPart = {
    ...call,
    part: 'main',
    ports: [
      { name: 'done', exit: 'done' },
      { name: 'error', exit: 'error' },
    ],
  };
  if (gate.decides === 'alone') return { entry: 'main', parts: [main] };
  const ask: FragmentPart = {
    part: 'ask',
    kind: 'approve',
    request: {
      // The author's own question; without one the step asks under its name, and the card says what it would do.
      title: gate.question?.trim() ? asText(gate.question) : title,
      action: { operation: call.operation, input: call.input },
      assignee: gate.who,
      ...(gate.reason ? { reason: gate.reason } : {}),
      ...(gate.due ? { dueSeconds: secondsOf(gate.due) } : {}),
    },
    ports: [
      { name: 'approved', to: 'main' },
      { name: 'rejected', exit: 'rejected' },
      { name: 'expired', exit: 'expired' },
    ],
  };
  const approved: FragmentPart = { ...main, approvedBy: 'ask' };
  if (gate.decides === 'ask') return { entry: 'ask', parts: [ask, approved] };
  const choose: FragmentPart = {
    part: 'choose',
    kind: 'switch',
    cases: [{ port: 'ask', when: gate.when ?? 'true' }],
    otherwise: 'alone',
    ports: [
      { name: 'ask', to: 'ask' },
      { name: 'alone', to: 'main' },
    ],
  };
  return { entry: 'choose', parts: [choose, ask, approved] };
}
