/** The viewer's last midnight in ms: "today" is the viewer's day, not the server's. */
export function dayStart(now: number = Date.now()): number {
  return new Date(now).setHours(0, 0, 0, 0);
}
