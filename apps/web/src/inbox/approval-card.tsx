import type { ApprovalView } from '@dayshift/contracts';
import type { Json } from '@dayshift/model';
import { Fingerprint, TriangleAlert } from 'lucide-react';
import { type Ref, useId } from 'react';
import { useWorkerColor } from '../api/use-worker-color.ts';
import { ExactText } from '../ui/exact-text.tsx';
import type { FieldErrors } from '../ui/field-errors.ts';
import { WorkerAvatar } from '../ui/worker-avatar.tsx';
import { ActionView } from './action-view.tsx';
import { actionWords, approvalSentence, shortDigest } from './action-words.ts';
import { ApprovalAside } from './approval-aside.tsx';
import classes from './approval-card.module.css';
import { DecidedLine } from './decided-line.tsx';
import barClasses from './decision-bar.module.css';
import { DecisionBar } from './decision-bar.tsx';
import { EditForm } from './edit-form.tsx';
import { MatterView } from './matter-view.tsx';
import { MustOpenProvider, type OpenParts } from './must-open.tsx';
import { RejectForm } from './reject-form.tsx';

/** What the person is doing with the card. */
export type CardMode = { type: 'look' } | { type: 'edit'; draft: Json } | { type: 'reject' };

interface CardProps {
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
}

/** One question: what it is about and exactly what would be done, what helps to decide beside it, the answers below. */
export function ApprovalCard(props: CardProps) {
  const { approval, mode } = props;
  return (
    <>
      <div className={classes.scroll}>
        <div className={classes.columns}>
          <Question {...props} />
          <ApprovalAside approval={approval} />
        </div>
      </div>
      {approval.state === 'open' && mode.type !== 'edit' && <Answers {...props} />}
    </>
  );
}

function Question({ approval, parts, mode, notice, serverErrors, onMode, onApprove, cardRef }: CardProps) {
  const id = useId();
  const isEditing = approval.state === 'open' && mode.type === 'edit';
  return (
    <MustOpenProvider parts={parts}>
      <article className={classes.card} aria-labelledby={id} ref={cardRef} tabIndex={-1}>
        <CardHead approval={approval} id={id} />
        {notice !== undefined && (
          <div className={classes.notice} role="alert">
            <TriangleAlert size={16} aria-hidden />
            <p>{notice}</p>
          </div>
        )}
        <MatterView approval={approval} />
        {isEditing ? (
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
            {approval.state !== 'open' && <DecidedLine approval={approval} />}
          </>
        )}
      </article>
    </MustOpenProvider>
  );
}

/** The question is the heading; who asks it stands below. */
function CardHead({ approval, id }: { approval: ApprovalView; id: string }) {
  const color = useWorkerColor(approval.workerId);
  const { question, playbookName, version, stepTitle, assignee } = approval;
  return (
    <header className={classes.head}>
      <WorkerAvatar name={approval.workerName ?? playbookName} {...(color === undefined ? {} : { color })} />
      <div className={classes.headText}>
        <h2 id={id} dir="auto">
          <ExactText text={question} />
        </h2>
        <p>
          {approvalSentence(approval)} · {playbookName} {version === 0 ? 'draft' : `v${version}`}, step “
          {stepTitle}” · for {assignee === 'You' ? 'you' : assignee}
        </p>
      </div>
    </header>
  );
}

function Answers({ approval, parts, mode, onMode, onApprove, onReject }: CardProps) {
  return (
    <section className={barClasses.bar} aria-label="Your answer">
      {mode.type === 'reject' ? (
        <RejectForm
          workerName={approval.workerName ?? approval.playbookName}
          verb={approval.verbs.no}
          onReject={onReject}
          onClose={() => onMode({ type: 'look' })}
        />
      ) : (
        <DecisionBar
          approval={approval}
          parts={parts}
          onApprove={() => onApprove()}
          onEdit={() => onMode({ type: 'edit', draft: approval.action?.input ?? approval.fields ?? null })}
          onReject={() => onMode({ type: 'reject' })}
        />
      )}
    </section>
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
