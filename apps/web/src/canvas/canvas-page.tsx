/** Draws one playbook. */
export function CanvasPage() {
  return null;
}
