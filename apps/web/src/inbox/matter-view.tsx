import type { ApprovalView } from '@dayshift/contracts';
import { useMediaQuery } from '@mantine/hooks';
import { useId, useState } from 'react';
import { ExactText } from '../ui/exact-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { AddressText } from './address-text.tsx';
import classes from './matter-view.module.css';
import { toWords } from './value-table.tsx';

/** What it is about, before what would be done: how much, who, which order, and what they wrote. */
export function MatterView({ approval }: { approval: ApprovalView }) {
  const { matter } = approval;
  const { person, message, amount, facts } = matter;
  const hasFacts = amount !== undefined || person !== undefined || facts.length > 0;
  return (
    <>
      {hasFacts && (
        <dl className={classes.facts} aria-label="What it is about">
          {amount !== undefined && (
            <div className={classes.amount}>
              <dt>Amount</dt>
              <dd>{amount}</dd>
            </div>
          )}
          {person !== undefined && (
            <div>
              <dt>From</dt>
              <dd>
                {person.name !== undefined && (
                  <b>
                    <ExactText text={person.name} />
                  </b>
                )}{' '}
                {person.address !== undefined && <AddressText text={person.address} />}
              </dd>
            </div>
          )}
          {facts.map(({ name, value }) => (
            <div key={name}>
              <dt>{toWords(name)}</dt>
              <dd>
                <b>
                  <ExactText text={value} />
                </b>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {message !== undefined && !isShownBelow(approval, message.text) && (
        <TheirWords message={message} who={person?.name ?? person?.address ?? 'they'} />
      )}
    </>
  );
}

const shown = { lines: 8, characters: 420 };
/** On a phone what would be done must not slip below the fold. */
const shownOnPhone = { lines: 3, characters: 110 };
/** So little more is shown at once. */
const leftOver = 120;

/** Somebody's own words: never a part of what would be sent, so a long one need not be opened. */
function TheirWords({
  message,
  who,
}: {
  message: NonNullable<ApprovalView['matter']['message']>;
  who: string;
}) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { subject, text, at } = message;
  const isPhone = useMediaQuery('(max-width: 599px)', false, { getInitialValueInEffect: false });
  const { lines, characters } = isPhone ? shownOnPhone : shown;
  const short = text.split('\n').slice(0, lines).join('\n').slice(0, characters);
  const isCut = text.length - short.length > (isPhone ? leftOver / 3 : leftOver) && !isOpen;
  return (
    <section className={classes.words} aria-labelledby={id}>
      <h3 id={id}>
        What <ExactText text={who} /> wrote <TimeText at={at} />
      </h3>
      {subject !== undefined && (
        <p className={classes.subject} dir="auto">
          <ExactText text={subject} />
        </p>
      )}
      {text !== '' && (
        <p className={classes.text} dir="auto">
          <ExactText text={isCut ? `${short.trimEnd()} …` : text} />
        </p>
      )}
      {isCut && (
        <button type="button" className={classes.more} onClick={() => setOpen(true)}>
          Show all of it
        </button>
      )}
    </section>
  );
}

/** A question about the message itself already shows it, whole, as what is to be looked at. */
function isShownBelow({ fields }: ApprovalView, text: string): boolean {
  return (
    typeof fields === 'object' &&
    fields !== null &&
    Object.values(fields).some((value) => typeof value === 'string' && value.trim() === text)
  );
}
