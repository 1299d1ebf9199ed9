import type { ApprovalView, DecisionRequest } from '@dayshift/contracts';
import { type Approval, approvalDigest, type Decision } from '@dayshift/model';
import { getApproval, updateApproval } from '@dayshift/store';
import { approvalView } from '../approvals/approval-view.ts';
import { checkEdit } from '../approvals/check-edit.ts';
import { deliverDecision } from '../approvals/deliver-decision.ts';
import { signDecision } from '../approvals/sign-decision.ts';
import { audit } from '../audit.ts';
import type { ApiContext } from '../context.ts';
import { conflict, unprocessable } from '../server/request-error.ts';

/**
 * Answers a question once, about exactly the bytes that were shown. The decision and its pending delivery are one write, so
 * it survives whatever comes next; the signal follows at once, and the relay repeats it until the run took it.
 */
export async function decideApproval(
  context: ApiContext,
  request: DecisionRequest & { id: string; by: string },
): Promise<ApprovalView> {
  const shown = await getApproval(context.store, context.workspaceId, request.id);
  if (shown.decision?.id === request.decisionId) return sameAgain(context, shown, request);
  await refuseIfClosed(context, shown, request.by);
  await refuseIfLate(context, shown, request.by);
  if (shown.digest !== request.digest) {
    await audit(context, refusal(shown, request.by, 'it had changed since it was shown'));
    throw await changed(context, shown);
  }
  const decided = await withDecision(context, shown, request);
  // Asked of the row once more as it is written: the run may have let it expire meanwhile, and a deadline has one winner.
  const outcome = await updateApproval(context.store, context.workspaceId, shown.id, (current) =>
    current.state === 'open' && current.digest === request.digest && !isLate(context, current)
      ? { ...current, ...decided }
      : undefined,
  );
  if (outcome.kind === 'unchanged') return lostTheRace(context, outcome.doc, request);
  context.changes.poke();
  return approvalView(context, await deliverDecision(context, outcome.doc));
}

async function changed(context: ApiContext, current: Approval) {
  return conflict('APPROVAL_CHANGED', 'This changed since it was shown.', {
    hint: 'Look at it again.',
    details: await approvalView(context, current),
  });
}

async function withDecision(context: ApiContext, shown: Approval, request: DecisionRequest & { by: string }) {
  const isEdited = request.verdict === 'approve' && request.input !== undefined;
  const edited = isEdited ? checkEdit(shown, request.input!) : {}; // present: isEdited
  const digest = isEdited ? await approvalDigest({ ...shown, ...edited }) : shown.digest;
  const { decisionId: id, verdict, by, comment } = request;
  const decision: Decision = {
    id,
    verdict,
    by,
    at: context.now(),
    ...(comment !== undefined && comment !== '' && { comment }),
    isEdited: isEdited && digest !== shown.digest,
    digest,
    signature: signDecision(context.approvalKey, shown.id, { id, digest, verdict }),
  };
  const delivery = { state: 'pending' as const, tries: 0, nextAt: context.now() };
  return { ...edited, decision, delivery, state: 'decided' as const, changedAt: context.now() };
}

async function refuseIfClosed(context: ApiContext, shown: Approval, by: string): Promise<void> {
  if (shown.state === 'open') return;
  await audit(context, refusal(shown, by, 'it was no longer open'));
  throw closed(shown);
}

/** The run expires the question by the same row; until it does, nobody may say yes to what it no longer waits for. */
async function refuseIfLate(context: ApiContext, shown: Approval, by: string): Promise<void> {
  if (!isLate(context, shown)) return;
  await audit(context, refusal(shown, by, 'its deadline had passed'));
  throw late(shown);
}

function isLate(context: ApiContext, { dueAt }: Approval): boolean {
  return context.now() >= dueAt;
}

function late({ dueAt }: Approval) {
  return conflict('APPROVAL_EXPIRED', 'The deadline has passed, so your answer was not used.', {
    hint: 'The run goes on as it does when nobody answers. Look at what it does now.',
    details: { dueAt },
  });
}

/** The same press again gets the same answer; another answer under the same id is a mistake of the caller, and is told. */
async function sameAgain(
  context: ApiContext,
  shown: Approval,
  request: DecisionRequest & { by: string },
): Promise<ApprovalView> {
  const { decision } = shown;
  const isOther =
    decision?.verdict !== request.verdict ||
    (request.verdict === 'approve' && decision.digest !== (await digestAsked(shown, request)));
  if (isOther)
    throw unprocessable('IDEMPOTENCY_MISMATCH', 'This decision id was used before, for another answer.', {
      path: 'decisionId',
      hint: 'Use a new id for each answer.',
    });
  return approvalView(context, shown);
}

/** What a yes would be bound to: the edited action, or what was shown. */
async function digestAsked(shown: Approval, { input, digest }: DecisionRequest): Promise<string> {
  return input === undefined ? digest : approvalDigest({ ...shown, ...checkEdit(shown, input) });
}

async function lostTheRace(
  context: ApiContext,
  current: Approval,
  request: DecisionRequest & { by: string },
): Promise<ApprovalView> {
  if (current.decision?.id === request.decisionId) return sameAgain(context, current, request);
  if (current.state === 'open') {
    await refuseIfLate(context, current, request.by);
    throw await changed(context, current);
  }
  await audit(context, refusal(current, request.by, 'somebody else was first'));
  throw closed(current);
}

const nothingToDo = 'There is nothing left to decide here.';

function closed({ decision, state }: Approval) {
  if (!decision)
    return conflict(
      'APPROVAL_DECIDED',
      state === 'expired' ? 'The deadline has passed.' : 'The run no longer asks this.',
      { hint: nothingToDo, details: { state } },
    );
  const { by, at, verdict } = decision;
  const word = verdict === 'approve' ? 'approved' : 'rejected';
  return conflict('APPROVAL_DECIDED', `This was already ${word} by ${by}.`, {
    hint: nothingToDo,
    details: { by, at, verdict },
  });
}

function refusal(approval: Approval, actor: string, why: string) {
  const summary = `A decision about “${approval.title}” was refused: ${why}.`;
  return { actor, action: 'approval.refused', target: approval.id, summary, result: 'refused' as const };
}
