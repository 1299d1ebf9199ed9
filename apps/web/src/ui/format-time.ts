// Times are shown in the viewer's own zone, on a 24-hour clock.
const formatWeekdayClock = timeFormat({ weekday: 'short', hour: '2-digit', minute: '2-digit' });
const formatDayClock = timeFormat({ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });
/** With weekday, seconds and zone: the tooltip of every time. */
export const formatInstantInFull = timeFormat({
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
});
const formatLongDay = timeFormat({ weekday: 'long', day: 'numeric', month: 'long' });

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** "09:05". By hand: it is on nearly every page, and the first Intl format costs a page 50 ms before it shows anything. */
export function formatClock(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
}

/** "10:38" today, "Mon 09:00" within a week, "2 Nov, 09:00" beyond. */
export function formatInstant(at: number, now: number): string {
  if (isSameDay(at, now)) return formatClock(at);
  if (Math.abs(at - now) < 6 * dayMs) return formatWeekdayClock(at).replace(',', '');
  return formatDayClock(at);
}

/** "Saturday 21 November, 10:42". */
export function formatToday(now: number): string {
  return `${formatLongDay(now).replace(',', '')}, ${formatClock(now)}`;
}

/** "12 min", "3 h 5 min", "2 days": how long ago, or until. */
export function formatSpan(ms: number): string {
  const span = Math.abs(ms);
  if (span < minuteMs) return 'under 1 min';
  if (span < hourMs) return `${Math.floor(span / minuteMs)} min`;
  if (span < dayMs) {
    const minutes = Math.floor((span % hourMs) / minuteMs);
    return `${Math.floor(span / hourMs)} h${minutes === 0 ? '' : ` ${minutes} min`}`;
  }
  const days = Math.floor(span / dayMs);
  return days === 1 ? '1 day' : `${days} days`;
}

/** "0.4 s", "12 s", "3 min 20 s": how long something took. */
export function formatDuration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return formatSpan(ms);
}

function isSameDay(left: number, right: number): boolean {
  return new Date(left).toDateString() === new Date(right).toDateString();
}

/** Made when first asked, so a page pays for what it shows. */
function timeFormat(options: Intl.DateTimeFormatOptions): (at: number) => string {
  let made: Intl.DateTimeFormat | undefined;
  return (at) => {
    made ??= new Intl.DateTimeFormat('en-GB', options);
    return made.format(at);
  };
}
