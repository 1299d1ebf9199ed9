import classes from './worker-avatar.module.css';

/** A worker's first letter on its colour. Decorative: its name stands beside it. */
export function WorkerAvatar({ name, color, size = 34 }: { name: string; color?: string; size?: number }) {
  return (
    <span
      aria-hidden
      className={classes.avatar}
      style={{
        background: color ?? 'var(--ink-3)',
        width: size,
        height: size,
        fontSize: Math.round(size * 0.42),
      }}
    >
      {[...name][0]?.toUpperCase() ?? '?'}
    </span>
  );
}
