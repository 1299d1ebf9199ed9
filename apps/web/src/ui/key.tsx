import classes from './key.module.css';

/** A keyboard cap, shown where the key works. `on` says what it lies on. */
export function Key({ children, on = 'panel' }: { children: string; on?: 'panel' | 'filled' }) {
  return (
    <kbd className={classes.key} data-on={on}>
      {children}
    </kbd>
  );
}

const isApple = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/** The modifier of this machine: ⌘ or Ctrl. */
export const modifierKey = isApple ? '⌘' : 'Ctrl ';
