import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { type Counts, useCounts } from '../../api/counts.ts';
import { Key, modifierKey } from '../../ui/key.tsx';
import { Logo } from '../../ui/logo.tsx';
import { MorePages } from './more-pages.tsx';
import classes from './navigation.module.css';
import { type NavigationItem, navigationItems, settingsItem } from './navigation-items.ts';
import { PracticeLabel } from './practice-label.tsx';

/** The pages on the left; icons only where the canvas needs the room, along the bottom on a phone. */
export function Navigation({
  isFolded,
  showsKeys,
  onFind,
}: {
  isFolded: boolean;
  /** `g` was pressed: each page shows the letter that leads to it. */
  showsKeys: boolean;
  onFind: () => void;
}) {
  const counts = useCounts();
  return (
    <nav className={classes.navigation} data-folded={isFolded || undefined} aria-label="Pages">
      <Link to="/" className={classes.brand} aria-label="Dayshift, home">
        <Logo />
        <span className={classes.brandName}>Dayshift</span>
      </Link>
      <ul className={classes.list}>
        {navigationItems.map((item) => (
          <NavigationLink
            key={item.to}
            item={item}
            isFolded={isFolded}
            showsKeys={showsKeys}
            counts={counts}
          />
        ))}
      </ul>
      <ul className={classes.foot}>
        <li className={classes.practice}>
          <PracticeLabel isFolded={isFolded} />
        </li>
        <li>
          <Tooltip label={`Find anything, ${modifierKey}K`} position="right" disabled={!isFolded}>
            <button type="button" className={classes.item} onClick={onFind}>
              <Search size={16} aria-hidden />
              <span className={classes.label}>Find anything</span>
              <span className={classes.key}>
                <Key>{`${modifierKey}K`}</Key>
              </span>
            </button>
          </Tooltip>
        </li>
        <NavigationLink item={settingsItem} isFolded={isFolded} showsKeys={showsKeys} counts={counts} />
        <li className={classes.more}>
          <MorePages />
        </li>
      </ul>
    </nav>
  );
}

function NavigationLink({
  item,
  isFolded,
  showsKeys,
  counts,
}: {
  item: NavigationItem;
  isFolded: boolean;
  showsKeys: boolean;
  counts: Counts;
}) {
  const badge = badgeOf(item, counts);
  return (
    <li className={classes.entry} data-under-more={item.isUnderMore}>
      <Tooltip label={item.label} position="right" disabled={!isFolded}>
        <Link
          to={item.to}
          className={classes.item}
          activeOptions={{ exact: item.to === '/', includeSearch: false }}
          activeProps={{ 'data-active': 'true', 'aria-current': 'page' }}
        >
          <item.icon size={16} aria-hidden />
          <span className={classes.label}>{item.label}</span>
          {showsKeys ? (
            <span className={classes.key}>
              <Key>{item.key}</Key>
            </span>
          ) : (
            badge && (
              <span className={classes.badge} data-tone={badge.tone}>
                {badge.count > 99 ? '99+' : badge.count}
                <span className="only-heard"> {badge.what}</span>
              </span>
            )
          )}
        </Link>
      </Tooltip>
    </li>
  );
}

function badgeOf(item: NavigationItem, counts: Counts) {
  if (item.to === '/inbox' && counts.waiting > 0) {
    return { count: counts.waiting, tone: 'waits', what: 'wait for you' };
  }
  if (item.to === '/runs' && counts.stuck > 0) return { count: counts.stuck, tone: 'needs', what: 'stuck' };
  return undefined;
}
