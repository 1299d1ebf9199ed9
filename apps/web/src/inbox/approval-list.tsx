import type { ApprovalRow } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { DueText } from '../ui/due-text.tsx';
import { ExactText } from '../ui/exact-text.tsx';
import { StateTag } from '../ui/state-tag.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { spellHidden } from '../ui/visible-text.ts';
import { actionWords } from './action-words.ts';
import classes from './approval-list.module.css';
import { approvalTitles } from './approval-titles.ts';
import { decisionWords } from './decision-words.ts';
import { type InboxTab, searchOf } from './use-inbox.ts';

/** The questions of one tab, one line each. */
export function ApprovalList({
  rows,
  selectedId,
  tab,
  marks = {},
  more,
  label,
}: {
  rows: ApprovalRow[];
  selectedId: string | undefined;
  tab: InboxTab;
  /** A word on a row that needs a second look, by id. */
  marks?: Record<string, string>;
  more?: { load: () => void; isLoading: boolean } | undefined;
  label: string;
}) {
  return (
    <>
      <ul className={classes.list} aria-label={label}>
        {rows.map((row) => (
          <ApprovalItem
            key={row.id}
            row={row}
            isSelected={row.id === selectedId}
            tab={tab}
            mark={marks[row.id]}
          />
        ))}
      </ul>
      {more && (
        <div className={classes.more}>
          <Button onClick={more.load} loading={more.isLoading} fullWidth>
            Load more
          </Button>
        </div>
      )}
    </>
  );
}

function ApprovalItem({
  row,
  isSelected,
  tab,
  mark,
}: {
  row: ApprovalRow;
  isSelected: boolean;
  tab: InboxTab;
  mark: string | undefined;
}) {
  const { icon: Icon } = actionWords(row);
  const state = decisionWords(row);
  const { title, detail } = approvalTitles(row);
  return (
    <li className="fade-in">
      <ItemLink id={row.id} tab={tab} isSelected={isSelected}>
        <Icon size={16} aria-hidden className={classes.icon} />
        <span className={classes.title} title={spellHidden(title)}>
          <ExactText text={title} />
        </span>
        <span className={classes.due}>
          {tab === 'decided' ? (
            <TimeText at={row.decision?.at ?? row.openedAt} />
          ) : row.dueAt === undefined ? (
            // Without a deadline its age is what presses.
            <TimeText at={row.openedAt} as="ago" />
          ) : (
            <DueText at={row.dueAt} prefix="" />
          )}
        </span>
        <span className={classes.detail}>
          {[row.workerName ?? row.playbookName, tab === 'others' ? `for ${row.assignee}` : '', detail]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {tab === 'decided' && (
          <span className={classes.state}>
            <StateTag tone={state.tone}>{state.words}</StateTag>
          </span>
        )}
        {mark !== undefined && (
          <span className={classes.state}>
            <StateTag tone="needs">{mark}</StateTag>
          </span>
        )}
      </ItemLink>
    </li>
  );
}

/** `data-approval` is how the page moves the focus along with the selection. */
export function ItemLink({
  id,
  tab,
  isSelected,
  children,
}: {
  id: string;
  tab: InboxTab;
  isSelected: boolean;
  children: ReactNode;
}) {
  return (
    <Link
      to="/inbox/$approvalId"
      params={{ approvalId: id }}
      search={searchOf(tab)}
      className={classes.item}
      data-approval={id}
      data-selected={isSelected || undefined}
      aria-current={isSelected ? 'true' : undefined}
    >
      {children}
    </Link>
  );
}
