import type { ApprovalView, DecisionRequest } from '@dayshift/contracts';
import { type Json, newId } from '@dayshift/model';
import { Skeleton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { isApiError } from '../api/api-error.ts';
import { useApproval } from '../api/approvals.ts';
import { ErrorBox } from '../ui/error-box.tsx';
import type { FieldErrors } from '../ui/field-errors.ts';
import { LoadingWords } from '../ui/skeletons.tsx';
import { ApprovalCard, type CardMode } from './approval-card.tsx';
import { type MadeDecision, useDecide, useDecisions } from './decisions.ts';
import classes from './inbox.module.css';
import { useOpenParts } from './must-open.tsx';
import { focusRow, type InboxState } from './use-inbox.ts';
import { type InboxCommand, useInboxKeys } from './use-inbox-keys.ts';

// A second press meant for the card before must not decide the one that has just taken its place.
const settleMs = 400;

/** The selected question and everything that can be done with it, by mouse and by key. */
export function SelectedApproval({ id, inbox }: { id: string; inbox: InboxState }) {
  const { data: approval, error, refetch } = useApproval(id);
  const made = useDecisions((state) => state.made[id]);
  const setMade = useDecisions((state) => state.set);
  const [mode, setMode] = useState<CardMode>(() => modeAfter(made));
  const parts = useOpenParts(approval?.digest);
  const card = useRef<HTMLElement>(null);
  const digest = approval?.digest;
  const shownAt = useRef(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (digest !== undefined) shownAt.current = performance.now();
  }, [digest]);
  const decide = useDecide((changedId) => {
    inbox.select(changedId);
    inbox.say('The last question changed while you were looking. Nothing was done; it is shown again.');
  }, inbox.tab === 'mine');

  const send = (verdict: DecisionRequest['verdict'], of: { comment?: string; input?: Json }) => {
    if (approval === undefined || approval.state !== 'open') return;
    decide(approval, {
      decisionId: decisionIdFor(made, verdict, of),
      verdict,
      digest: approval.digest,
      ...(of.comment === undefined || of.comment === '' ? {} : { comment: of.comment }),
      ...(of.input === undefined ? {} : { input: of.input }),
    });
    const next = inbox.afterDecision;
    inbox.select(next);
    const done = verdict === 'approve' ? 'Approved.' : 'Rejected.';
    inbox.say(next === undefined ? `${done} Nothing else waits.` : `${done} Next: ${inbox.titleOf(next)}`);
  };
  const approve = (input?: Json) => {
    if (parts.closed.size > 0 && input === undefined) return;
    send('approve', input === undefined ? {} : { input });
  };
  const changeMode = (next: CardMode) => {
    setMode(next);
    if (next.type === 'look') {
      if (made?.state === 'refused') setMade(id, undefined);
      focusRow(id);
    }
  };

  useInboxKeys((command) => {
    if (command === 'next' || command === 'previous') {
      const target = command === 'next' ? inbox.nextId : inbox.previousId;
      if (target === undefined) return false;
      inbox.select(target);
      return true;
    }
    if (approval === undefined) return false;
    return runOnCard(command, approval);
  });

  const runOnCard = (command: InboxCommand, shown: ApprovalView): boolean => {
    const focused = document.activeElement?.getAttribute('data-approval');
    if (command === 'open') {
      // Another row has the focus: Enter goes there.
      if (focused !== null && focused !== undefined && focused !== id) return false;
      parts.openAll();
      card.current?.focus();
      return true;
    }
    if (command === 'back') {
      focusRow(id);
      return true;
    }
    if (shown.state !== 'open' || mode.type !== 'look') return false;
    if (performance.now() - shownAt.current < settleMs) return false;
    if (command === 'approve') {
      if (parts.closed.size > 0) {
        inbox.say('Not all of it is on the page yet. Press Enter to open the closed parts.');
        return true;
      }
      approve();
    }
    if (command === 'reject') setMode({ type: 'reject' });
    if (command === 'edit' && shown.editSchema !== undefined) {
      setMode({ type: 'edit', draft: shown.action?.input ?? shown.fields ?? null });
    }
    return true;
  };

  if (approval === undefined) {
    return (
      <div className={classes.pad}>
        {error === null ? (
          <LoadingWords what="the question">
            <Skeleton height={38} width={340} mb={14} />
            <Skeleton height={300} radius="lg" maw={600} />
          </LoadingWords>
        ) : (
          <ErrorBox error={error} title="This question could not be loaded." onRetry={() => void refetch()} />
        )}
      </div>
    );
  }
  return (
    <ApprovalCard
      approval={approval}
      parts={parts}
      mode={mode}
      notice={noticeOf(made)}
      serverErrors={serverErrorsOf(made)}
      onMode={changeMode}
      onApprove={approve}
      onReject={(comment) => send('reject', { comment })}
      cardRef={card}
    />
  );
}

/** A refused edit is opened again with what was typed. */
function modeAfter(made: MadeDecision | undefined): CardMode {
  if (made?.state === 'refused' && made.request.input !== undefined) {
    return { type: 'edit', draft: made.request.input };
  }
  return { type: 'look' };
}

/** The same answer pressed again after it did not arrive keeps its id, so that it counts once. */
function decisionIdFor(
  made: MadeDecision | undefined,
  verdict: DecisionRequest['verdict'],
  of: { comment?: string; input?: Json },
): string {
  const isSame =
    made?.state === 'refused' &&
    made.request.verdict === verdict &&
    (made.request.comment ?? '') === (of.comment ?? '') &&
    JSON.stringify(made.request.input) === JSON.stringify(of.input);
  return isSame ? made.request.decisionId : newId('dec');
}

function noticeOf(made: MadeDecision | undefined): string | undefined {
  if (made?.state === 'changed') {
    return 'This changed while you were looking, so your answer was not used. Below is what would be done now.';
  }
  if (made?.state === 'refused') return `Your answer was not saved, nothing was done: ${made.error.message}`;
  return undefined;
}

function serverErrorsOf(made: MadeDecision | undefined): FieldErrors {
  if (made?.state !== 'refused' || !isApiError(made.error) || made.error.path === undefined) return {};
  return { [made.error.path.replace(/^(body\.)?(input\.|action\.input\.)?/, '')]: made.error.message };
}
