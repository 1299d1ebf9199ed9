import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { runQuery } from '../../api/runs.ts';
import { useWholeSteps } from '../../api/use-whole-steps.ts';
import type { RunLight } from '../draw/use-canvas-nodes.ts';
import type { NodeResult } from '../run-light/use-run-on-canvas.ts';
import { type FieldFault, faultsOf, isTrouble, resultsOf, troubleLightOf } from './fixed-run.ts';

interface FixedRun {
  results: Readonly<Record<string, NodeResult>> | undefined;
  light: RunLight | undefined;
  faultsAt: (nodeId: string | undefined) => readonly FieldFault[];
}

const none: readonly FieldFault[] = [];

/** The run an author came from to fix its playbook: its own errors and values, and not those of a run that went well. */
export function useFixedRun(runId: string | undefined): FixedRun {
  const { data: view } = useQuery({ ...runQuery(runId ?? ''), enabled: runId !== undefined });
  const troubled = useMemo(() => view?.steps.filter(isTrouble) ?? [], [view]);
  // What was sent may be too large for the picture; where a field was refused it is looked for in the whole of it.
  const whole = useWholeSteps(runId ?? '', troubled);
  return useMemo(() => {
    if (!view) return { results: undefined, light: undefined, faultsAt: () => none };
    return {
      results: resultsOf(view),
      light: { stateByNode: troubleLightOf(view), liveEdges: new Set<string>() },
      faultsAt: (nodeId) => (nodeId === undefined ? none : faultsOf({ steps: whole }, nodeId)),
    };
  }, [view, whole]);
}
