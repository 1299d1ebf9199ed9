import type { StepView } from '@dayshift/contracts';
import type { Json } from '@dayshift/model';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { queryKeys } from '../../api/query-keys.ts';
import { useWholeSteps } from '../../api/use-whole-steps.ts';
import { runLightOf } from '../../graph/run-light.ts';
import type { RunLight } from '../draw/use-canvas-nodes.ts';
import { type LiveRun, useRunLive } from './use-run-live.ts';

interface RunOnCanvas {
  live: LiveRun;
  light: RunLight | undefined;
  /** What came of each node that has come to something, by node id. */
  results: Readonly<Record<string, NodeResult>> | undefined;
}

const none: StepView[] = [];

export type NodeResult = { output: Json } | { failure: string };

/** A tried run as the canvas shows it. When it ends, its values become the samples of the fields. */
export function useRunOnCanvas(runId: string | undefined, playbookId: string): RunOnCanvas {
  const client = useQueryClient();
  const live = useRunLive(runId);
  const { view } = live;
  const light = useMemo<RunLight | undefined>(() => {
    if (runId === undefined) return undefined;
    if (!view) return { stateByNode: {}, liveEdges: new Set() };
    return { stateByNode: runLightOf(view), liveEdges: new Set(view.liveEdges) };
  }, [runId, view]);
  const whole = useWholeSteps(runId ?? '', view?.steps ?? none);
  const results = useMemo(() => view && Object.fromEntries(whole.flatMap(resultOf)), [view, whole]);
  const state = view?.run.state;
  useEffect(() => {
    if (state !== undefined) void client.invalidateQueries({ queryKey: queryKeys.samples(playbookId) });
  }, [state, client, playbookId]);
  return { live, light, results };
}

function resultOf({ nodeId, output, failure, status }: StepView): [string, NodeResult][] {
  if (failure && (status === 'failed' || status === 'stuck')) return [[nodeId, { failure: failure.message }]];
  return output === undefined ? [] : [[nodeId, { output }]];
}
