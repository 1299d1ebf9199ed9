import type { JsonObject, Plan, RunState } from '@dayshift/model';
import { expect, test } from 'vitest';
import { whoseWords } from './whose-words.ts';

const steps = [
  { id: 'mail', key: 'mail', kind: 'trigger' },
  { id: 'look', key: 'look', kind: 'call', operation: 'http.request' },
  { id: 'understand', key: 'understand', kind: 'call', operation: 'ai.extract' },
  {
    id: 'facts',
    key: 'facts',
    kind: 'compute',
    output: { why: '{{ steps.understand.reason }}', all: '{{ steps.understand }}', own: 'It is late.' },
  },
];
// The parts that are read.
const plan = { steps } as unknown as Plan;
const state = (more: JsonObject) =>
  ({ steps: { understand: { stepId: 'understand', ...more } } }) as unknown as RunState;

test('what came out of an AI step as it is are the AI’s words', () => {
  expect(whoseWords(plan, '{{ steps.understand.reason }}')).toBe('ai');
  expect(whoseWords(plan, ' {{ steps.understand["reason"] }}\n{{ steps.understand.intent }} ')).toBe('ai');
  expect(whoseWords(plan, '{{ steps.understand.?reason.orValue("") }}')).toBe('ai');
  expect(whoseWords(plan, '{{ steps.facts.why }}')).toBe('ai');
  expect(whoseWords(plan, '{{ steps.facts.all.reason }}')).toBe('ai');
});

test.each([
  'The customer is angry.',
  'The AI says: {{ steps.understand.reason }}',
  '{{ trigger.text }}',
  '{{ steps.look.body.reason }}',
  '{{ steps.mail.text }}',
  '{{ steps.facts.own }}',
  '{{ steps.facts.missing }}',
  '{{ steps.nowhere.reason }}',
  '{{ "I am sure. " + steps.understand.reason }}',
  '{{ steps.understand.?reason.orValue("I am sure.") }}',
  '{{ steps.understand.reason }}{{ trigger.text }}',
  '{{ worker.manager }}',
  '',
])('%j is not the AI’s words', (reason) => {
  expect(whoseWords(plan, reason)).toBe('playbook');
});

test('a result that a person has set is not the AI’s', () => {
  expect(whoseWords(plan, '{{ steps.understand.reason }}', state({}))).toBe('ai');
  expect(whoseWords(plan, '{{ steps.understand.reason }}', state({ isOverridden: true }))).toBe('playbook');
});

test('steps that only name each other come to an end', () => {
  const circle = {
    steps: [
      { id: 'a', key: 'a', kind: 'compute', output: '{{ steps.b }}' },
      { id: 'b', key: 'b', kind: 'compute', output: '{{ steps.a }}' },
    ],
  } as unknown as Plan; // the parts that are read
  expect(whoseWords(circle, '{{ steps.a }}')).toBe('playbook');
});
