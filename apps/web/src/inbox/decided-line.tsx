import type { ApprovalView } from '@dayshift/contracts';
import { StateTag } from '../ui/state-tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './approval-card.module.css';
import { decisionWords } from './decision-words.ts';

/** Who decided what and when, and what it came to. */
export function DecidedLine({ approval }: { approval: ApprovalView }) {
  const { decision, execution } = approval;
  const state = decisionWords(approval);
  return (
    <div className={classes.decided}>
      <p>
        <StateTag tone={state.tone}>{state.words}</StateTag>
        {execution !== undefined && <TimeText at={execution.at} />}
      </p>
      {execution?.message !== undefined && <p>{execution.message}</p>}
      {decision !== undefined && (
        <p>
          {decision.by}{' '}
          {decision.verdict === 'approve'
            ? decision.isEdited
              ? 'edited and approved'
              : 'approved'
            : 'rejected'}{' '}
          this at <TimeText at={decision.at} />
          {decision.comment === undefined || decision.comment === '' ? '.' : `: “${decision.comment}”`}
        </p>
      )}
    </div>
  );
}
