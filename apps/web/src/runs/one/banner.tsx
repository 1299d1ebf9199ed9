import type { ReactNode } from 'react';
import classes from './banner.module.css';

/**
 * What matters most about a run, over its whole width, with what can be done about it on the right. Every state has one of
 * the same height, so that the graph below never jumps when the state changes.
 */
export function Banner({
  tone,
  title,
  detail,
  children,
}: {
  tone: 'needs' | 'waits' | 'works' | 'done' | 'idle';
  title: ReactNode;
  detail?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <section className={`${classes.banner} fade-in`} data-tone={tone} aria-label="State of the run">
      <div className={classes.text}>
        <p className={classes.title}>{title}</p>
        {detail !== undefined && detail !== '' && <p className={classes.detail}>{detail}</p>}
      </div>
      {children !== undefined && <div className={classes.actions}>{children}</div>}
    </section>
  );
}
