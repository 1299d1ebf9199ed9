import type { DecisionMessage, EngineEvent } from '@dayshift/model';

/** What the row of a question says when its deadline is here: one of the two was first, and it stays so. */
export type ExpiryAnswer = { state: 'expired' } | { state: 'decided'; decision: DecisionMessage };

export function expiryEvent(key: string, answer: ExpiryAnswer, at: number): EngineEvent {
  return answer.state === 'decided'
    ? { type: 'approval-answered', at, ...answer.decision }
    : { type: 'approval-expired', at, key };
}
