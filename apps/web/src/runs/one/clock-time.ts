const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayAndClock = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** "10:30:02": to the second, with the day where it is another one than that of `beside`. */
export function clockTime(at: number, beside = at): string {
  const isSameDay = new Date(at).toDateString() === new Date(beside).toDateString();
  return (isSameDay ? clock : dayAndClock).format(at);
}
