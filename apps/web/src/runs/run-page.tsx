/** One run: its playbook lit up, timeline and steps. */
export function RunPage() {
  return null;
}
