import type { ApprovalRow, Home, RunRow } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CircleAlert, Eye, Hand } from 'lucide-react';
import { RaiseAndGoOn } from '../budget/raise-and-go-on.tsx';
import { approvalTitles } from '../inbox/approval-titles.ts';
import { DueText } from '../ui/due-text.tsx';
import { Key } from '../ui/key.tsx';
import { RowText } from '../ui/row.tsx';
import { Section } from '../ui/section.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { isAtBudget, waitsForModel } from '../words/goes-on.ts';
import { troubleSentence } from '../words/trouble-sentence.ts';
import { groupStuck } from './group-stuck.ts';
import classes from './home.module.css';

const shownStuck = 5;
const shownWaiting = 8;

/** Exceptions first, then questions, oldest due first; each row carries its next action. */
export function NeedsYou({ home }: { home: Home }) {
  const groups = groupStuck(home.stuck);
  const stuck = groups.slice(0, shownStuck);
  const waiting = home.waiting.slice(0, shownWaiting);
  const moreStuck = groups.length - stuck.length;
  const moreWaiting = home.waitingCount - waiting.length;
  return (
    <Section
      title="Needs you"
      aside={
        <Link to="/inbox" search={{}} className={classes.asideLink}>
          Open inbox <Key>G</Key> <Key>I</Key>
        </Link>
      }
    >
      <ul className={classes.rows}>
        {stuck.map(({ run, others }) => (
          <StuckRow key={run.id} run={run} others={others} />
        ))}
        {moreStuck > 0 && (
          <li className={classes.more}>
            <Link to="/runs" search={{ state: 'stuck' }}>
              {moreStuck === 1 ? '1 more cause' : `${moreStuck} more causes`}, {home.stuckCount} stuck runs in
              all
            </Link>
          </li>
        )}
        {waiting.map((approval) => (
          <WaitingRow key={approval.id} approval={approval} />
        ))}
        {moreWaiting > 0 && (
          <li className={classes.more}>
            <Link to="/inbox" search={{}}>
              {moreWaiting === 1 ? '1 more decision waits' : `${moreWaiting} more decisions wait`} in the
              inbox
            </Link>
          </li>
        )}
        {home.waitingForOthers > 0 && (
          <li className={classes.more}>
            <Link to="/inbox" search={{ tab: 'others' }}>
              {home.waitingForOthers === 1 ? '1 question waits' : `${home.waitingForOthers} questions wait`}{' '}
              for somebody else
            </Link>
          </li>
        )}
      </ul>
    </Section>
  );
}

function StuckRow({ run, others }: { run: RunRow; others: number }) {
  const same =
    others > 0
      ? `${others} ${others === 1 ? 'other run is' : 'other runs are'} stuck for the same reason`
      : '';
  const code = run.trouble?.code;
  const detail = [
    run.trouble && troubleSentence(run.trouble.title, run.trouble),
    waitsForModel(code) && 'Goes on by itself once the model answers again',
    same,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <li className={`${classes.needs} fade-in`}>
      <span className={classes.tag}>
        <StateTag tone="needs" icon={CircleAlert}>
          Stuck
        </StateTag>
      </span>
      <Link to="/runs/$runId" params={{ runId: run.id }} search={{}} className={classes.main}>
        <RowText title={run.title} detail={detail} />
      </Link>
      <Source worker={run.workerName} playbook={run.playbookName} version={run.version} />
      <span className={classes.when}>
        <TimeText at={run.changedAt} as="span" />
      </span>
      {isAtBudget(code) && run.workerId !== undefined ? (
        <RaiseAndGoOn className={classes.act} workerId={run.workerId} about={run.title} />
      ) : (
        <Button
          className={classes.act}
          renderRoot={(props) => (
            <Link to="/runs/$runId" params={{ runId: run.id }} search={{ resume: true }} {...props} />
          )}
        >
          Fix and resume
          <span className="only-heard"> {run.title}</span>
        </Button>
      )}
    </li>
  );
}

function WaitingRow({ approval }: { approval: ApprovalRow }) {
  const { title, detail } = approvalTitles(approval);
  const asksForAction = approval.operation !== undefined;
  return (
    <li className={`${classes.needs} fade-in`}>
      <span className={classes.tag}>
        <StateTag tone="waits" icon={asksForAction ? Hand : Eye}>
          {asksForAction ? 'Approve' : 'Check'}
        </StateTag>
      </span>
      <Link to="/inbox/$approvalId" params={{ approvalId: approval.id }} search={{}} className={classes.main}>
        <RowText title={title} detail={detail} />
      </Link>
      <Source worker={approval.workerName} playbook={approval.playbookName} version={approval.version} />
      <span className={classes.when}>
        {approval.dueAt === undefined ? (
          <TimeText at={approval.openedAt} as="ago" />
        ) : (
          <DueText at={approval.dueAt} />
        )}
      </span>
      <Button
        className={classes.act}
        renderRoot={(props) => (
          <Link to="/inbox/$approvalId" params={{ approvalId: approval.id }} search={{}} {...props} />
        )}
      >
        Review
        <span className="only-heard"> {title}</span>
      </Button>
    </li>
  );
}

function Source({
  worker,
  playbook,
  version,
}: {
  worker: string | undefined;
  playbook: string;
  version: number;
}) {
  const text = [worker, `${playbook} ${version === 0 ? 'draft' : `v${version}`}`].filter(Boolean).join(' · ');
  return (
    <span className={classes.source} title={text}>
      {text}
    </span>
  );
}
