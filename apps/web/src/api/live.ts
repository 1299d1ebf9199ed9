import { type WorkspaceChange, workspaceChangeSchema } from '@dayshift/contracts';
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queryKeys } from './query-keys.ts';

/** `live`: events arrive · `connecting`: not yet, or again · `offline`: nothing for a while. */
export type LiveState = 'live' | 'connecting' | 'offline';

export interface WorkspaceLive {
  state: LiveState;
  /** Counts of the newest event; undefined until the first one. */
  change: WorkspaceChange | undefined;
}

const offlineAfterMs = 6_000;
const reconnectMs = 2_000;

/**
 * Listens to the workspace and renews what is shown when something moved. Used once, by the shell. After a pause
 * everything is renewed, because events sent meanwhile are not repeated.
 */
export function useWorkspaceLive(isEnabled: boolean): WorkspaceLive {
  const client = useQueryClient();
  const [live, setLive] = useState<WorkspaceLive>({ state: 'connecting', change: undefined });

  useEffect(() => {
    if (!isEnabled) return undefined;
    let source: EventSource | undefined;
    let reconnectTimer: ReturnType<typeof setTimeout> | undefined;
    let offlineTimer: ReturnType<typeof setTimeout> | undefined;
    let wasInterrupted = false;

    const connect = () => {
      source = new EventSource('/api/live');
      source.onopen = () => {
        clearTimeout(offlineTimer);
        offlineTimer = undefined;
        setLive((before) => ({ ...before, state: 'live' }));
        if (wasInterrupted) void client.invalidateQueries();
        wasInterrupted = false;
      };
      source.addEventListener('changed', (event) => {
        const change = parseChange(event.data);
        if (change === undefined) return;
        setLive({ state: 'live', change });
        renewWhatChanged(client, change);
      });
      source.onerror = () => {
        wasInterrupted = true;
        setLive((before) => ({ ...before, state: before.state === 'offline' ? 'offline' : 'connecting' }));
        offlineTimer ??= setTimeout(
          () => setLive((before) => ({ ...before, state: 'offline' })),
          offlineAfterMs,
        );
        // The browser reconnects by itself unless the answer was an error; then it gives up and we do it.
        if (source?.readyState !== EventSource.CLOSED) return;
        source.close();
        reconnectTimer = setTimeout(connect, reconnectMs);
      };
    };
    connect();
    return () => {
      source?.close();
      clearTimeout(reconnectTimer);
      clearTimeout(offlineTimer);
    };
  }, [client, isEnabled]);

  return live;
}

export function parseChange(data: string): WorkspaceChange | undefined {
  try {
    return workspaceChangeSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}

function renewWhatChanged(client: QueryClient, change: WorkspaceChange): void {
  void client.invalidateQueries({ queryKey: queryKeys.home });
  void client.invalidateQueries({ queryKey: queryKeys.workers });
  void client.invalidateQueries({ queryKey: ['approvals', 'list'] });
  for (const id of change.approvals) void client.invalidateQueries({ queryKey: queryKeys.approval(id) });
  if (change.runs.length === 0) return;
  void client.invalidateQueries({ queryKey: ['runs', 'list'] });
  // One run is kept true by its own stream; the list of playbooks counts open and stuck runs.
  void client.invalidateQueries({ queryKey: queryKeys.playbooks, exact: true });
  void client.invalidateQueries({ queryKey: queryKeys.deliverables });
  void client.invalidateQueries({ queryKey: queryKeys.audit });
}
