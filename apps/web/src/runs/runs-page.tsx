/** All runs, newest first. */
export function RunsPage() {
  return null;
}
