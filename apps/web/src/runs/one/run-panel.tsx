import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './run-page.module.css';
import type { RunLayout } from './use-run-layout.ts';

/** Timeline and step: beside the graph, a drawer where the window is narrow, below it on a phone. */
export function RunPanel({
  title,
  layout,
  isOpen,
  onClose,
  children,
}: {
  /** What is in it now. */
  title: string;
  layout: RunLayout;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  if (layout !== 'drawer') {
    return (
      <aside className={classes.panel} aria-label={title}>
        {children}
      </aside>
    );
  }
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="right"
      size="min(440px, 92vw)"
      title={title}
      overlayProps={{ backgroundOpacity: 0.2 }}
      closeButtonProps={{ 'aria-label': `Close ${title.toLowerCase()}` }}
      padding={0}
      classNames={{ header: classes.drawerHeader ?? '' }}
    >
      {children}
    </Drawer>
  );
}
