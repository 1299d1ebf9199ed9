import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** Says what will be here, and offers the one way to fill it. */
export function EmptyState({
  icon: Icon,
  title,
  action,
  children,
}: {
  icon?: LucideIcon;
  title: string;
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      {Icon && <Icon size={22} aria-hidden className={classes.icon} />}
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.text}>{children}</div>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}
