import { useApproval } from '../api/approvals.ts';
import { StateTag } from '../ui/state-tag.tsx';
import { actionWords } from './action-words.ts';
import classes from './approval-list.module.css';
import { ItemLink } from './approval-list.tsx';
import { approvalTitles } from './approval-titles.ts';
import { decisionWords, isSettled } from './decision-words.ts';
import type { MadeDecision } from './decisions.ts';

const recheckMs = 1_500;
const shown = 8;

/** Decisions of this tab and what became of them; the newest first. */
export function JustDecided({
  decisions,
  selectedId,
}: {
  decisions: MadeDecision[];
  selectedId: string | undefined;
}) {
  if (decisions.length === 0) return null;
  return (
    <>
      <h2 className={classes.justDecided}>Just decided</h2>
      <ul className={classes.list} aria-label="Just decided">
        {decisions.slice(0, shown).map((made) => (
          <JustDecidedItem key={made.approval.id} made={made} isSelected={made.approval.id === selectedId} />
        ))}
      </ul>
    </>
  );
}

function JustDecidedItem({ made, isSelected }: { made: MadeDecision; isSelected: boolean }) {
  const { approval } = made;
  const { icon: Icon } = actionWords(approval);
  const { data } = useApproval(made.state === 'saved' ? approval.id : undefined, {
    // Live events say when it went out; this is for when they do not come.
    recheckMs: (newest) => (newest !== undefined && isSettled(newest) ? undefined : recheckMs),
  });
  return (
    <li className="fade-in">
      <ItemLink id={approval.id} tab="mine" isSelected={isSelected}>
        <Icon size={16} aria-hidden className={classes.icon} />
        <span className={classes.title}>{approvalTitles(approval).title}</span>
        <span className={classes.due} />
        <span className={classes.state} role="status">
          <Outcome made={made} newest={data} />
        </span>
      </ItemLink>
    </li>
  );
}

function Outcome({ made, newest }: { made: MadeDecision; newest: MadeDecision['approval'] | undefined }) {
  if (made.state === 'taken') return <span className={classes.taken}>{made.words}</span>;
  const isRejection = made.request.verdict === 'reject';
  if (made.state === 'saving' || newest === undefined || newest.state === 'open') {
    return (
      <StateTag tone={isRejection ? 'needs' : 'works'}>
        {isRejection ? 'rejected' : 'approved, on its way'}
      </StateTag>
    );
  }
  const { tone, words } = decisionWords(newest);
  return (
    <>
      <StateTag tone={tone}>{words}</StateTag>
      {newest.execution?.state === 'failed' && (
        <span className={classes.refused}>{newest.execution.message}</span>
      )}
    </>
  );
}
