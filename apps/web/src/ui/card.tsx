import type { ReactNode } from 'react';
import classes from './card.module.css';

/** One border, one shadow, one heading. `tone="ai"` fences the AI's own words. */
export function Card({
  title,
  icon,
  tone,
  flush = false,
  label,
  children,
}: {
  title?: ReactNode;
  icon?: ReactNode;
  tone?: 'ai' | 'sunk' | 'needs';
  /** No padding: rows go to the edge. */
  flush?: boolean;
  /** Accessible name when there is no title. */
  label?: string;
  children: ReactNode;
}) {
  return (
    <section className={classes.card} data-tone={tone} data-flush={flush || undefined} aria-label={label}>
      {title !== undefined && (
        <h2 className={classes.title}>
          {icon}
          {title}
        </h2>
      )}
      {children}
    </section>
  );
}
