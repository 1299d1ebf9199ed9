import type { ReactNode } from 'react';
import { ExactText } from './exact-text.tsx';
import classes from './row.module.css';
import { spellHidden } from './visible-text.ts';

/** A list of rows in one card. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

/** One line of a list. `columns` is a grid template; columns marked `data-drop="900"` go first when it gets narrow. */
export function Row({ columns, children }: { columns: string; children: ReactNode }) {
  return (
    <li className={classes.row} style={{ '--columns': columns }}>
      {children}
    </li>
  );
}

/**
 * Main line and second line of a row; long text ends in an ellipsis, its full form is in the tooltip. Titles come from mails of others:
 * a character that turns the direction of what follows is shown, not obeyed.
 */
export function RowText({ title, detail }: { title: ReactNode; detail?: ReactNode }) {
  return (
    <div className={classes.text}>
      <div className={classes.title} title={typeof title === 'string' ? spellHidden(title) : undefined}>
        {typeof title === 'string' ? <ExactText text={title} /> : title}
      </div>
      {detail !== undefined && detail !== '' && (
        <div className={classes.detail} title={typeof detail === 'string' ? spellHidden(detail) : undefined}>
          {typeof detail === 'string' ? <ExactText text={detail} /> : detail}
        </div>
      )}
    </div>
  );
}
