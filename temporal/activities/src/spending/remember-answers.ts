import { putModelAnswered, type Store } from '@dayshift/store';

const betweenMs = 10_000;

/** Writes down, now and then, that the model answers: runs it kept waiting go on by that. Never in the way of an answer. */
export function rememberAnswers(store: Store): (workspaceId: string) => void {
  const written = new Map<string, number>();
  return (workspaceId) => {
    const now = Date.now();
    if (now - (written.get(workspaceId) ?? 0) < betweenMs) return;
    written.set(workspaceId, now);
    putModelAnswered(store, workspaceId, now).catch(() => written.delete(workspaceId));
  };
}
