import type { PlaybookView } from '@dayshift/contracts';
import { playbookViewSchema } from '@dayshift/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { request } from '../../api/client.ts';
import { saveDraft } from '../../api/playbooks.ts';
import { queryKeys } from '../../api/query-keys.ts';
import type { EditorStore } from '../state/editor-store.ts';
import { createDraftBackup } from './draft-backup.ts';
import { createDraftSync, type DraftSync, type SaveAnswer, type ServerDraft } from './draft-sync.ts';
import { openTab } from './tab-id.ts';

/** Saves the open draft as it is drawn, follows other windows, and holds the tab while something is unsaved. */
export function useDraftSync(editor: EditorStore, playbook: PlaybookView): DraftSync {
  const client = useQueryClient();
  const [channel] = useState(() => new BroadcastChannel(`dayshift.draft.${playbook.id}`));
  const [sync] = useState(() =>
    createDraftSync({
      editor,
      server: toServerDraft(playbook),
      backup: createDraftBackup(playbook.id, openTab(), localStorage),
      onSaved: (revision) => channel.postMessage(revision),
      save: async (graph, ifRevision, isLeaving): Promise<SaveAnswer> => {
        try {
          const saved = await saveDraft(playbook.id, { graph, ifRevision }, { isLeaving });
          // Only what the bar shows; the draft itself is the editor's.
          client.setQueryData<PlaybookView>(
            queryKeys.playbook(playbook.id),
            (before) => before && { ...before, ...saved, draft: graph },
          );
          return { kind: 'saved', revision: saved.draftRevision, savedAt: saved.draftSavedAt };
        } catch (error) {
          return toAnswer(error);
        }
      },
    }),
  );

  useEffect(() => {
    const look = async () => {
      if (sync.isUnsaved()) return;
      const now = await request(playbookViewSchema, `/playbooks/${encodeURIComponent(playbook.id)}`).catch(
        () => undefined,
      );
      if (now) sync.follow(toServerDraft(now));
    };
    const lookWhenBack = () => {
      if (document.visibilityState === 'visible') void look();
      else void sync.flush(true);
    };
    channel.onmessage = (event: MessageEvent<number>) => {
      if (event.data > sync.revision()) void look();
    };
    const hold = (event: BeforeUnloadEvent) => {
      if (!sync.isUnsaved()) return;
      void sync.flush(true);
      event.preventDefault();
    };
    document.addEventListener('visibilitychange', lookWhenBack);
    window.addEventListener('beforeunload', hold);
    return () => {
      document.removeEventListener('visibilitychange', lookWhenBack);
      window.removeEventListener('beforeunload', hold);
      channel.onmessage = null;
      // Leaving for another page of the app: what is unsaved goes out now.
      void sync.flush(true).finally(() => channel.close());
    };
  }, [sync, channel, playbook.id]);
  useEffect(() => {
    // Fetched anew, e.g. after a while on another page: somebody may have saved meanwhile.
    sync.follow(toServerDraft(playbook));
  }, [sync, playbook]);
  return sync;
}

export function toServerDraft(playbook: PlaybookView): ServerDraft {
  return { graph: playbook.draft, revision: playbook.draftRevision, savedAt: playbook.draftSavedAt };
}

function toAnswer(error: unknown): SaveAnswer {
  if (isApiError(error, 'DRAFT_CHANGED')) {
    const theirs = playbookViewSchema.safeParse(error.details);
    if (theirs.success) return { kind: 'conflict', theirs: toServerDraft(theirs.data) };
  }
  const mayRetry = isApiError(error) && (error.isUnreachable || error.status >= 500 || error.status === 429);
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error), mayRetry };
}
