import type { RunView, StepView } from '@dayshift/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { wholeStepQuery } from '../../api/use-whole-steps.ts';
import { findSelection, type Selection } from './find-step.ts';

/** What is open of a run. An execution that its picture does not show is loaded; until it is there, what was open stays. */
export function useSelection(view: RunView, wanted: string | undefined): Selection {
  const shown = findSelection(view, wanted);
  const isElsewhere = wanted !== undefined && shown.kind === 'none' && view.stepCount > view.steps.length;
  const { data, isPending } = useQuery({
    ...wholeStepQuery(view.run.id, { key: wanted ?? '' }),
    enabled: isElsewhere,
    // It may go on; a picture that shows it would tell.
    refetchInterval: ({ state }) => (isOpenStep(state.data) ? 3_000 : false),
  });
  const before = useRef<Selection>({ kind: 'none' });
  const selection: Selection = !isElsewhere
    ? shown
    : data
      ? { kind: 'step', nodeId: data.nodeId, step: data }
      : isPending
        ? before.current
        : shown;
  useEffect(() => {
    before.current = selection;
  });
  return selection;
}

const isOpenStep = (step: StepView | undefined) =>
  step !== undefined && ['running', 'asking', 'sleeping', 'stuck'].includes(step.status);
