import type { ApprovalRow } from '@dayshift/contracts';
import { isObject } from '@dayshift/json-schema';
import { type Approval, type JsonObject, noDeadline } from '@dayshift/model';
import { findOperation } from '@dayshift/operations';
import { shortly } from '../runs/shortly.ts';

/** A question as the inbox lists it. */
export function approvalRow(approval: Approval, workerNames: ReadonlyMap<string, string>): ApprovalRow {
  const { decision, execution, action, workerId } = approval;
  const workerName = workerNames.get(workerId ?? '');
  return {
    id: approval.id,
    title: titleOf(approval),
    ...(action && { operation: action.operation }),
    stepTitle: approval.stepTitle,
    runId: approval.runId,
    runTitle: approval.runTitle,
    playbookId: approval.playbookId,
    playbookName: approval.playbookName,
    version: approval.version,
    ...(workerId !== undefined && { workerId }),
    ...(workerName !== undefined && { workerName }),
    assignee: approval.assignee,
    openedAt: approval.openedAt,
    ...(approval.dueAt !== noDeadline && { dueAt: approval.dueAt }),
    state: approval.state,
    ...(decision && { decision: withoutSignature(decision) }),
    ...(execution && { execution }),
  };
}

/** A gate asks under its step's title; the list says what is asked about this time. */
function titleOf({ title, stepTitle, action }: Approval): string {
  if (!action || title !== stepTitle || !isObject(action.input)) return title;
  const heading = findOperation(action.operation)?.heading?.(action.input);
  if (heading !== undefined) return heading;
  const { body } = action.input;
  const what = isObject(body) ? named(body) : shortly(body);
  return what === '' ? title : `${title}: ${what}`;
}

const mostNamed = 3;

/** "order 10430, amount 186, currency EUR": numbers alone would not say what they are. */
function named(body: JsonObject): string {
  return Object.entries(body)
    .filter(([, value]) => typeof value !== 'object' && shortly(value) !== '')
    .slice(0, mostNamed)
    .map(([name, value]) => `${name.replaceAll('_', ' ')} ${shortly(value)}`)
    .join(', ');
}

function withoutSignature({ signature: _signature, ...decision }: NonNullable<Approval['decision']>) {
  return decision;
}
