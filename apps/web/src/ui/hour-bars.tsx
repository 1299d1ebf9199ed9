import classes from './hour-bars.module.css';

/** Runs finished per hour as small bars, the current hour last and solid. */
export function HourBars({ perHour, color }: { perHour: number[]; color: string }) {
  const most = Math.max(1, ...perHour);
  const total = perHour.reduce((sum, count) => sum + count, 0);
  const hours = perHour.map((count, index) => ({ count, hoursAgo: perHour.length - 1 - index }));
  return (
    <div
      className={classes.bars}
      style={{ '--bar': color }}
      role="img"
      aria-label={`${total} finished in the last ${perHour.length} hours`}
    >
      {hours.map(({ count, hoursAgo }) => (
        <span
          key={hoursAgo}
          className={classes.bar}
          data-empty={count === 0 || undefined}
          style={{ '--height': `${count === 0 ? 2 : Math.round(4 + (count / most) * 20)}px` }}
        />
      ))}
    </div>
  );
}
