import type { ReactNode } from 'react';
import classes from './page-body.module.css';

/** The scrolling part under the top bar. */
export function PageBody({ isNarrow = false, children }: { isNarrow?: boolean; children: ReactNode }) {
  return (
    <div className={classes.scroll}>
      <div className={classes.body} data-narrow={isNarrow || undefined}>
        {children}
      </div>
    </div>
  );
}
