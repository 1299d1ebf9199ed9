import { type WorkspaceChange, workspaceChangeSchema } from '@dayshift/contracts';
import { type QueryClient, type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { liveClient } from '../live/live-client.ts';
import { queryKeys } from './query-keys.ts';

/** `live`: events arrive · `connecting`: not yet, or again · `offline`: nothing for a while. */
export type LiveState = 'live' | 'connecting' | 'offline';

const offlineAfterMs = 6_000;

/**
 * Listens to the workspace and renews what is shown when something moved. Used once, by the shell. Where events may have been
 * missed everything is renewed.
 */
export function useWorkspaceLive(isEnabled: boolean): LiveState {
  const client = useQueryClient();
  const [live, setLive] = useState<LiveState>('connecting');

  useEffect(() => {
    if (!isEnabled) return undefined;
    let offlineTimer: ReturnType<typeof setTimeout> | undefined;
    const renewer = createRenewer(client);
    const stop = liveClient.watchWorkspace({
      onLine: (state) => {
        clearTimeout(offlineTimer);
        if (state === 'live') return setLive('live');
        setLive((before) => (before === 'offline' ? 'offline' : 'connecting'));
        offlineTimer = setTimeout(() => setLive('offline'), offlineAfterMs);
      },
      onChanged: (data) => {
        const change = workspaceChangeSchema.safeParse(data).data;
        if (change) renewer.add(change);
      },
      onRenew: () => void client.invalidateQueries(),
    });
    return () => {
      stop();
      renewer.stop();
      clearTimeout(offlineTimer);
    };
  }, [client, isEnabled]);

  return live;
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
