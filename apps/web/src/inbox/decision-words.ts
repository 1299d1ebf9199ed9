import type { ApprovalRow } from '@dayshift/contracts';
import type { Tone } from '../ui/state-tag.tsx';
import { actionWords } from './action-words.ts';

/** The state of an approval in a word. "sent" is said only once the action is known to have gone out. */
export function decisionWords(
  approval: Pick<ApprovalRow, 'state' | 'decision' | 'execution' | 'operation' | 'isRunOver'>,
): { tone: Tone; words: string } {
  const { state, decision, execution, operation, isRunOver } = approval;
  if (state === 'open') return { tone: 'waits', words: 'open' };
  if (state === 'expired') return { tone: 'idle', words: 'nobody answered' };
  if (state === 'cancelled' && decision === undefined) return { tone: 'idle', words: 'withdrawn' };
  if (decision?.verdict === 'reject') return { tone: 'needs', words: 'rejected' };
  if (execution?.state === 'done') return { tone: 'done', words: actionWords(approval).done };
  if (execution?.state === 'failed') return { tone: 'needs', words: 'approved, but it failed' };
  if (execution?.state === 'started' && isRunOver)
    return { tone: 'needs', words: 'approved; whether it went out is not known' };
  // The run ended, or no longer waited, before the yes reached it.
  if (state === 'cancelled' || isRunOver)
    return { tone: 'idle', words: 'approved too late, nothing was done' };
  if (operation === undefined) return { tone: 'done', words: 'approved' };
  return { tone: 'works', words: 'approved, on its way' };
}

/** True when nothing more will happen to it. */
export function isSettled(
  approval: Pick<ApprovalRow, 'state' | 'decision' | 'execution' | 'operation' | 'isRunOver'>,
): boolean {
  if (approval.state === 'open') return false;
  if (approval.state === 'expired' || approval.state === 'cancelled') return true;
  if (approval.decision?.verdict === 'reject' || approval.operation === undefined) return true;
  if (approval.isRunOver) return true;
  return approval.execution?.state === 'done' || approval.execution?.state === 'failed';
}
