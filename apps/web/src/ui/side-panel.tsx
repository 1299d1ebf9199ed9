import { Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './side-panel.module.css';

/** The inspector's place: beside the content when there is room, a drawer under 1000 px. Never over the graph otherwise. */
export function SidePanel({
  label,
  isOpen = true,
  onClose,
  children,
}: {
  label: string;
  isOpen?: boolean;
  onClose?: () => void;
  children: ReactNode;
}) {
  const isNarrow = useMediaQuery('(max-width: 999px)', false, { getInitialValueInEffect: false });
  if (!isNarrow) {
    if (!isOpen) return null;
    return (
      <aside className={classes.panel} aria-label={label}>
        {children}
      </aside>
    );
  }
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose ?? (() => undefined)}
      position="right"
      size="min(380px, 100vw)"
      title={label}
      overlayProps={{ backgroundOpacity: 0.25 }}
      closeButtonProps={{ 'aria-label': `Close ${label}` }}
      padding={0}
      classNames={{ header: classes.drawerHeader ?? '' }}
    >
      {children}
    </Drawer>
  );
}
