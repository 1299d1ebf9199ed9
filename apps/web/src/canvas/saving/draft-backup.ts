import { type Graph, graphSchema } from '@dayshift/model';
import { z } from 'zod';

/** Edits that did not reach the server yet, kept by the browser. */
export interface DraftBackup {
  put: (graph: Graph, baseRevision: number) => void;
  clear: () => void;
}

const backupSchema = z.object({ graph: graphSchema, baseRevision: z.number(), at: z.number() });
export type LeftBehind = z.infer<typeof backupSchema> & { storageKey: string };

const prefix = (playbookId: string) => `dayshift.draft.${playbookId}.`;
const writeEveryMs = 300;

/** One entry per tab, so that two tabs never overwrite each other's unsaved edits. */
export function createDraftBackup(playbookId: string, tabId: string, storage: Storage): DraftBackup {
  const key = prefix(playbookId) + tabId;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let newest: { graph: Graph; baseRevision: number; at: number } | undefined;
  const write = () => {
    timer = undefined;
    if (!newest) return;
    try {
      storage.setItem(key, JSON.stringify(newest));
    } catch {
      // A full storage costs the safety net, not the draft: the save to the server goes on.
    }
  };
  return {
    put(graph, baseRevision) {
      newest = { graph, baseRevision, at: Date.now() };
      // Writing out a large graph takes milliseconds: not for every key pressed.
      timer ??= setTimeout(write, writeEveryMs);
    },
    clear() {
      clearTimeout(timer);
      timer = undefined;
      newest = undefined;
      try {
        storage.removeItem(key);
      } catch {
        // Nothing was stored either.
      }
    },
  };
}

/** What closed or crashed tabs left behind for a playbook, newest first. `isAlive` leaves out tabs that still have it open. */
export function findLeftBehind(
  playbookId: string,
  storage: Storage,
  isAlive: (tabId: string) => boolean,
): LeftBehind[] {
  const found: LeftBehind[] = [];
  for (let index = 0; index < storage.length; index += 1) {
    const storageKey = storage.key(index);
    if (!storageKey?.startsWith(prefix(playbookId)) || isAlive(storageKey.slice(prefix(playbookId).length)))
      continue;
    const parsed = backupSchema.safeParse(parse(storage.getItem(storageKey)));
    if (parsed.success) found.push({ ...parsed.data, storageKey });
  }
  return found.sort((a, b) => b.at - a.at);
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
