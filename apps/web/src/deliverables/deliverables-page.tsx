export function DeliverablesPage() {
  return null;
}
