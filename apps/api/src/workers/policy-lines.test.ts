import { aPlan, aStep } from '@dayshift/engine/testing';
import type { Approval } from '@dayshift/model';
import { expect, test } from 'vitest';
import { policyLines } from './policy-lines.ts';

const plan = aPlan([
  aStep('approve', 'send.ask', { nodeId: 'send' }),
  aStep('call', 'send', { effect: 'lookup', operation: 'mail.send', approvedBy: 'send.ask' }),
]);
const answered = (verdict: 'approve' | 'reject', execution?: 'done' | 'failed' | 'started') =>
  ({
    nodeId: 'send',
    decision: { verdict, isEdited: false },
    ...(execution && { execution: { state: execution, at: 1 } }),
  }) as Approval; // what the lines read of it

test('a yes to what then failed is no evidence; a no is one, and so is what went out', () => {
  const evidence = (approvals: Approval[]) => policyLines(plan, approvals)[0]?.evidence;
  expect(evidence([answered('approve', 'done'), answered('approve', 'failed'), answered('reject')])).toBe(
    '1 of the last 2 approved',
  );
  expect(evidence([answered('approve', 'failed')])).toBe('not asked yet');
});
