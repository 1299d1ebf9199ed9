import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExactText } from './exact-text.tsx';
import classes from './page-header.module.css';
import { usePageTitle } from './use-page-title.ts';

/** The top bar of a page, 48 px: where you are on the left, what you can do on the right. */
export function PageHeader({
  title,
  tabTitle,
  parent,
  aside,
  tabs,
  actions,
}: {
  /** A text also names the browser's tab. */
  title: ReactNode;
  /** Names the tab when `title` is not a plain text. */
  tabTitle?: string;
  /** The page above, shown as "Workers /". */
  parent?: { label: string; to: LinkProps['to'] };
  /** Beside the title: a state, a date. */
  aside?: ReactNode;
  tabs?: ReactNode;
  actions?: ReactNode;
}) {
  usePageTitle(typeof title === 'string' ? title : tabTitle);
  return (
    <header className={classes.header} data-has-tabs={tabs !== undefined || undefined}>
      {parent && (
        <Link to={parent.to} className={classes.parent}>
          {parent.label} /
        </Link>
      )}
      <h1 className={classes.title}>{typeof title === 'string' ? <ExactText text={title} /> : title}</h1>
      {aside !== undefined && <div className={classes.aside}>{aside}</div>}
      {tabs}
      <div className={classes.actions}>{actions}</div>
    </header>
  );
}

/** A tab of the top bar; a link, so it has an address. */
export function HeaderTab({
  isActive,
  children,
  ...link
}: LinkProps & { isActive: boolean; children: ReactNode }) {
  return (
    <Link
      {...link}
      className={classes.tab}
      data-active={isActive || undefined}
      aria-current={isActive ? 'page' : undefined}
    >
      {children}
    </Link>
  );
}
