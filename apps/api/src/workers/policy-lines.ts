import type { WorkerView } from '@dayshift/contracts';
import type { Approval, Plan, Step } from '@dayshift/model';
import { conditionInWords } from '@dayshift/nodes';
import { findOperation } from '@dayshift/operations';
import { countsAsEvidence } from '../approvals/counts-as-evidence.ts';

/** A row of the policy; which playbook it is of is said by who asks. */
type PolicyLine = Omit<WorkerView['policy'][number], 'playbookId' | 'playbookName'>;
type CallStep = Extract<Step, { kind: 'call' }>;

/** What a worker does alone and what it asks about, read from a published plan, with how its questions were answered. */
export function policyLines(plan: Plan, answered: readonly Approval[]): PolicyLine[] {
  const calls = plan.steps.filter((step) => step.kind === 'call');
  const reads = calls.filter((call) => !isEffect(call));
  const lines = calls.filter(isEffect).flatMap((call) => linesOf(plan, call, answered));
  if (reads.length === 0) return lines;
  const titles = [...new Set(reads.map(({ title }) => title))];
  return [
    { what: titles.join(', '), level: 'alone', when: 'always', evidence: 'changes nothing outside' },
    ...lines,
  ];
}

function isEffect({ effect, operation }: CallStep): boolean {
  return effect !== 'read' && findOperation(operation)?.audience !== 'read';
}

function linesOf(plan: Plan, call: CallStep, answered: readonly Approval[]): PolicyLine[] {
  const what = call.title;
  if (call.approvedBy === undefined)
    return [{ what, level: 'alone', when: 'always', evidence: 'no question is asked' }];
  const evidence = evidenceOf(call.nodeId, answered);
  const choose = plan.steps.find(
    (step) =>
      step.kind === 'switch' &&
      step.nodeId === call.nodeId &&
      step.ports.some(({ to }) => to.includes(call.id)),
  );
  if (choose?.kind !== 'switch') return [{ what, level: 'ask', when: 'always', evidence }];
  const when = choose.cases.map((each) => conditionInWords(each.when)).join(' or ');
  return [
    { what, level: 'alone', when: `unless ${when}`, evidence: 'no question is asked' },
    { what, level: 'ask', when: `when ${when}`, evidence },
  ];
}

function evidenceOf(nodeId: string, answered: readonly Approval[]): string {
  const decisions = answered.flatMap((each) =>
    each.nodeId === nodeId && each.decision && countsAsEvidence(each) ? [each.decision] : [],
  );
  if (decisions.length === 0) return 'not asked yet';
  const approved = decisions.filter(({ verdict }) => verdict === 'approve');
  const edited = approved.filter(({ isEdited }) => isEdited).length;
  const of = `${approved.length} of the last ${decisions.length} approved`;
  return edited > 0 ? `${of}, ${edited} of them edited` : of;
}
