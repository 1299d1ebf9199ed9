import type { ApprovalView } from '@dayshift/contracts';
import { Button } from '@mantine/core';
import { Check, Pencil, X } from 'lucide-react';
import { Key } from '../ui/key.tsx';
import { TimeText } from '../ui/time-text.tsx';
import classes from './decision-bar.module.css';
import type { OpenParts } from './must-open.tsx';

/** The two answers in the question's own verbs, and where each of them leads. Stays in sight below a long card. */
export function DecisionBar({
  approval,
  parts,
  onApprove,
  onEdit,
  onReject,
}: {
  approval: ApprovalView;
  parts: OpenParts;
  onApprove: () => void;
  onEdit: () => void;
  onReject: () => void;
}) {
  const { verbs, leads } = approval;
  const closed = parts.closed.size;
  return (
    <>
      <div className={classes.actions}>
        <Button
          size="lg"
          variant="filled"
          color="done"
          className={classes.yes}
          leftSection={<Check size={16} />}
          rightSection={<Key on="filled">A</Key>}
          disabled={closed > 0}
          aria-describedby={closed > 0 ? 'open-first' : 'leads-yes'}
          onClick={onApprove}
        >
          <Label verb={verbs.yes} leads={leads?.yes} />
        </Button>
        {approval.editSchema !== undefined && (
          <Button size="lg" leftSection={<Pencil size={15} />} rightSection={<Key>E</Key>} onClick={onEdit}>
            Edit
          </Button>
        )}
        <Button
          size="lg"
          className={classes.no}
          leftSection={<X size={16} />}
          rightSection={<Key>R</Key>}
          aria-describedby="leads-no"
          onClick={onReject}
        >
          <Label verb={verbs.no} leads={leads?.no} />
        </Button>
      </div>
      {closed > 0 ? (
        <p className={classes.openFirst} id="open-first">
          Not all of it is on the page yet.{' '}
          <button type="button" onClick={parts.openAll}>
            Show {closed === 1 ? 'the closed part' : `the ${closed} closed parts`}
          </button>{' '}
          <Key>↵</Key> before you decide.
        </p>
      ) : (
        <Leads approval={approval} />
      )}
    </>
  );
}

/** On a phone there is no room beside the buttons: each says itself where it leads. */
function Label({ verb, leads }: { verb: string; leads: string | undefined }) {
  return (
    <span className={classes.label}>
      {verb}
      {leads !== undefined && (
        <span className={classes.then} aria-hidden>
          then: {leads}
        </span>
      )}
    </span>
  );
}

function Leads({ approval: { verbs, leads, ifNobodyAnswers } }: { approval: ApprovalView }) {
  return (
    <ul className={classes.leads} aria-label="Where each answer leads">
      {leads !== undefined && (
        <>
          <li id="leads-yes" className={classes.onWide}>
            <b>{verbs.yes}</b> leads to: {leads.yes ?? 'nothing more this way'}
          </li>
          <li id="leads-no" className={classes.onWide}>
            <b>{verbs.no}</b> leads to: {leads.no ?? 'nothing more this way'}
          </li>
        </>
      )}
      {ifNobodyAnswers.length === 0 ? (
        <li>
          <b>If you do nothing</b>, it waits.
        </li>
      ) : (
        ifNobodyAnswers.map(({ at, what }) => (
          <li key={at}>
            <b>
              If you do nothing until <TimeText at={at} />
            </b>
            , {what}
          </li>
        ))
      )}
    </ul>
  );
}
