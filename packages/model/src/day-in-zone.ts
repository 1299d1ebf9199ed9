/** The day an instant falls on somewhere: `2026-01-31`. An unknown time zone counts as UTC, so that nothing stops for its name. */
export function dayInZone(timeZone: string, at: number): string {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(at);
  } catch {
    return new Date(at).toISOString().slice(0, 10);
  }
}
