import type { ApprovalView } from '@dayshift/contracts';
import type { Json } from '@dayshift/model';
import { Button } from '@mantine/core';
import { Check, Fingerprint, Pencil, TriangleAlert, X } from 'lucide-react';
import { type Ref, useId } from 'react';
import { useWorkerColor } from '../api/use-worker-color.ts';
import type { FieldErrors } from '../ui/field-errors.ts';
import { Key } from '../ui/key.tsx';
import { WorkerAvatar } from '../ui/worker-avatar.tsx';
import { ActionView } from './action-view.tsx';
import { actionWords, approvalSentence, shortDigest } from './action-words.ts';
import { ApprovalAside } from './approval-aside.tsx';
import classes from './approval-card.module.css';
import { DecidedLine } from './decided-line.tsx';
import { EditForm } from './edit-form.tsx';
import { MustOpenProvider, type OpenParts } from './must-open.tsx';
import { RejectForm } from './reject-form.tsx';

/** What the person is doing with the card. */
export type CardMode = { type: 'look' } | { type: 'edit'; draft: Json } | { type: 'reject' };

/** One question: exactly what would be done on the left, what helps to decide on the right. */
export function ApprovalCard({
  approval,
  parts,
  mode,
  notice,
  serverErrors,
  onMode,
  onApprove,
  onReject,
  cardRef,
}: {
  approval: ApprovalView;
  parts: OpenParts;
  mode: CardMode;
  /** A sentence about what happened to the last try to decide this. */
  notice?: string | undefined;
  serverErrors: FieldErrors;
  onMode: (mode: CardMode) => void;
  onApprove: (input?: Json) => void;
  onReject: (comment: string) => void;
  cardRef: Ref<HTMLElement>;
}) {
  const id = useId();
  const color = useWorkerColor(approval.workerId);
  const isOpen = approval.state === 'open';
  return (
    <div className={classes.columns}>
      <MustOpenProvider parts={parts}>
        <article className={classes.card} aria-labelledby={id} ref={cardRef} tabIndex={-1}>
          <header className={classes.head}>
            <WorkerAvatar
              name={approval.workerName ?? approval.playbookName}
              {...(color === undefined ? {} : { color })}
            />
            <div className={classes.headText}>
              <h2 id={id}>{approvalSentence(approval)}</h2>
              <p>
                {approval.playbookName} {approval.version === 0 ? 'draft' : `v${approval.version}`}, step “
                {approval.stepTitle}” · for {approval.assignee === 'You' ? 'you' : approval.assignee}
              </p>
            </div>
          </header>
          {notice !== undefined && (
            <div className={classes.notice} role="alert">
              <TriangleAlert size={16} aria-hidden />
              <p>{notice}</p>
            </div>
          )}
          {isOpen && mode.type === 'edit' ? (
            <EditForm
              approval={approval}
              draft={mode.draft}
              serverErrors={serverErrors}
              onDraft={(draft) => onMode({ type: 'edit', draft })}
              onApprove={onApprove}
              onClose={() => onMode({ type: 'look' })}
            />
          ) : (
            <>
              <ActionView approval={approval} />
              <Digest approval={approval} />
              {isOpen && mode.type === 'look' && (
                <DecisionBar approval={approval} parts={parts} onMode={onMode} onApprove={onApprove} />
              )}
              {isOpen && mode.type === 'reject' && (
                <RejectForm
                  workerName={approval.workerName ?? approval.playbookName}
                  onReject={onReject}
                  onClose={() => onMode({ type: 'look' })}
                />
              )}
              {!isOpen && <DecidedLine approval={approval} />}
            </>
          )}
        </article>
      </MustOpenProvider>
      <ApprovalAside approval={approval} />
    </div>
  );
}

function Digest({ approval }: { approval: ApprovalView }) {
  return (
    <p className={classes.digest} title={approval.digest}>
      <Fingerprint size={15} aria-hidden />
      {approval.state === 'open'
        ? `What you approve is exactly what is ${actionWords(approval).isDone}:`
        : 'What was decided about:'}
      <code>{shortDigest(approval.digest)}</code>
    </p>
  );
}

function DecisionBar({
  approval,
  parts,
  onMode,
  onApprove,
}: {
  approval: ApprovalView;
  parts: OpenParts;
  onMode: (mode: CardMode) => void;
  onApprove: () => void;
}) {
  const closed = parts.closed.size;
  return (
    <>
      <div className={classes.actions}>
        <Button
          size="lg"
          variant="filled"
          color="done"
          leftSection={<Check size={16} />}
          rightSection={<Key on="filled">A</Key>}
          disabled={closed > 0}
          aria-describedby={closed > 0 ? 'open-first' : undefined}
          onClick={() => onApprove()}
        >
          {approval.verbs.yes}
        </Button>
        {approval.editSchema !== undefined && (
          <Button
            size="lg"
            leftSection={<Pencil size={15} />}
            rightSection={<Key>E</Key>}
            onClick={() => onMode({ type: 'edit', draft: approval.action?.input ?? approval.fields ?? null })}
          >
            Edit
          </Button>
        )}
        <Button
          size="lg"
          className={classes.rejectButton}
          leftSection={<X size={16} />}
          rightSection={<Key>R</Key>}
          onClick={() => onMode({ type: 'reject' })}
        >
          Reject
        </Button>
      </div>
      {closed > 0 && (
        <p className={classes.openFirst} id="open-first">
          Not all of it is on the page yet.{' '}
          <button type="button" onClick={parts.openAll}>
            Show {closed === 1 ? 'the closed part' : `the ${closed} closed parts`}
          </button>{' '}
          <Key>↵</Key> before you approve.
        </p>
      )}
    </>
  );
}
