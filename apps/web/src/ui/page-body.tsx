import type { ReactNode } from 'react';
import classes from './page-body.module.css';

/**
 * The scrolling part under the top bar. Where nothing in it takes the focus, `label` makes it take the focus itself, so that
 * it can be scrolled with the keyboard.
 */
export function PageBody({
  isNarrow = false,
  label,
  children,
}: {
  isNarrow?: boolean;
  label?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={classes.scroll}
      {...(label !== undefined && { role: 'region', 'aria-label': label, tabIndex: 0 })}
    >
      <div className={classes.body} data-narrow={isNarrow || undefined}>
        {children}
      </div>
    </div>
  );
}
