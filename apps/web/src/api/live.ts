import { type WorkspaceChange, workspaceChangeSchema } from '@dayshift/contracts';
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { queryKeys } from './query-keys.ts';

/** `live`: events arrive · `connecting`: not yet, or again · `offline`: nothing for a while. */
export type LiveState = 'live' | 'connecting' | 'offline';

const offlineAfterMs = 6_000;
const reconnectMs = 2_000;

/**
 * Listens to the workspace and renews what is shown when something moved. Used once, by the shell. After a pause
 * everything is renewed, because events sent meanwhile are not repeated.
 */
export function useWorkspaceLive(isEnabled: boolean): LiveState {
  const client = useQueryClient();
  const [live, setLive] = useState<LiveState>('connecting');

  useEffect(() => {
    if (!isEnabled) return undefined;
    let source: EventSource | undefined;
    let reconnectTimer: ReturnType<typeof setTimeout> | undefined;
    let offlineTimer: ReturnType<typeof setTimeout> | undefined;
    let wasInterrupted = false;
    const renewer = createRenewer(client);

    const connect = () => {
      source = new EventSource('/api/live');
      source.onopen = () => {
        clearTimeout(offlineTimer);
        offlineTimer = undefined;
        setLive('live');
        if (wasInterrupted) void client.invalidateQueries();
        wasInterrupted = false;
      };
      source.addEventListener('changed', (event) => {
        const change = parseChange(event.data);
        if (change === undefined) return;
        renewer.add(change);
      });
      source.onerror = () => {
        wasInterrupted = true;
        setLive((before) => (before === 'offline' ? 'offline' : 'connecting'));
        offlineTimer ??= setTimeout(() => setLive('offline'), offlineAfterMs);
        // The browser reconnects by itself unless the answer was an error; then it gives up and we do it.
        if (source?.readyState !== EventSource.CLOSED) return;
        source.close();
        reconnectTimer = setTimeout(connect, reconnectMs);
      };
    };
    connect();
    return () => {
      renewer.stop();
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

/** Bursts are renewed together: a hundred runs a minute must not mean a hundred refetches of the same list. */
const gatherMs = 400;

function createRenewer(client: QueryClient): { add: (change: WorkspaceChange) => void; stop: () => void } {
  const runs = new Set<string>();
  const approvals = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = () => {
    timer = undefined;
    const keys: QueryKey[] = [queryKeys.home, queryKeys.workers, queryKeys.approvalLists];
    for (const id of approvals) keys.push(queryKeys.approval(id));
    if (runs.size > 0) keys.push(queryKeys.runLists, queryKeys.deliverables, queryKeys.audit);
    for (const queryKey of keys) void client.invalidateQueries({ queryKey });
    // The list of playbooks counts open and stuck runs; one playbook on the canvas does not change with its runs.
    if (runs.size > 0) void client.invalidateQueries({ queryKey: queryKeys.playbooks, exact: true });
    runs.clear();
    approvals.clear();
  };
  return {
    add: (change) => {
      client.setQueryData(queryKeys.counts, { waiting: change.openApprovals, stuck: change.stuckRuns });
      for (const id of change.runs) runs.add(id);
      for (const id of change.approvals) approvals.add(id);
      timer ??= setTimeout(renew, gatherMs);
    },
    stop: () => clearTimeout(timer),
  };
}
