export function WorkerPage() {
  return null;
}
