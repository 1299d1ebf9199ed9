import type { RunView } from '@dayshift/contracts';
import { useCallback, useState } from 'react';
import { useFollowedRun } from '../../api/use-followed-run.ts';

export interface LiveRun {
  view: RunView | undefined;
  isConnected: boolean;
}

/** Follows a tried run as it happens. */
export function useRunLive(runId: string | undefined): LiveRun {
  const [shown, setShown] = useState<RunView>();
  const onView = useCallback((view: RunView) => setShown(view), []);
  const state = useFollowedRun(runId, onView);
  // The one before is not this one.
  const view = shown?.run.id === runId ? shown : undefined;
  return { view, isConnected: state === 'live' || state === 'over' };
}
