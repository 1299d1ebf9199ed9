import { Menu } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import classes from './navigation.module.css';
import { navigationItems, settingsItem } from './navigation-items.ts';

const pages = [...navigationItems, settingsItem].filter(({ isUnderMore }) => isUnderMore);

/** On a phone the bar has room for a thumb's five pages; this leads to all others. */
export function MorePages() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const isHere = pages.some(({ to }) => path === to || path.startsWith(`${to}/`));
  return (
    <Menu position="top-end" shadow="md" width={200}>
      <Menu.Target>
        <button
          type="button"
          className={classes.item}
          aria-label="More pages"
          data-active={isHere || undefined}
        >
          <Ellipsis size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {pages.map(({ to, label, icon: Icon }) => (
          <Menu.Item
            key={to}
            className={classes.moreItem}
            leftSection={<Icon size={15} aria-hidden />}
            renderRoot={(props) => <Link to={to} activeProps={{ 'aria-current': 'page' }} {...props} />}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
