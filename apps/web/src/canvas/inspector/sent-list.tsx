import { Fragment } from 'react';
import classes from './inspector.module.css';
import type { WouldBeSent } from './would-be-sent.ts';

/** What would be sent, in full, with why it would not arrive. */
export function SentList({ sent }: { sent: WouldBeSent }) {
  return (
    <>
      {sent.lines.length > 0 && (
        <dl className={classes.sent} tabIndex={0} aria-label={`${sent.title}: what would be sent`}>
          {sent.lines.map(({ label, text }) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </Fragment>
          ))}
        </dl>
      )}
      {sent.trouble && <p className={classes.warning}>{sent.trouble}</p>}
    </>
  );
}
