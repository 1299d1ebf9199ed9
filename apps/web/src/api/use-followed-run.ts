import type { RunView } from '@dayshift/contracts';
import { useEffect, useState } from 'react';
import { liveClient } from '../live/live-client.ts';

/** `live`: news arrive · `connecting`: not yet, or again · `over`: all is said · `alone`: it is not followed, so it has to be asked for. */
export type FollowState = 'live' | 'connecting' | 'over' | 'alone';

/** Follows a run over the browser's live line while `runId` is given. */
export function useFollowedRun(runId: string | undefined, onView: (view: RunView) => void): FollowState {
  const [state, setState] = useState<FollowState>('connecting');
  useEffect(() => {
    setState('connecting');
    if (runId === undefined) return undefined;
    const isFinal = (before: FollowState) => before === 'over' || before === 'alone';
    return liveClient.watchRun(runId, {
      onLine: (line) => setState((before) => (isFinal(before) ? before : line)),
      onView,
      onEnd: () => setState('over'),
      onRefused: () => setState('alone'),
    });
  }, [runId, onView]);
  return state;
}
