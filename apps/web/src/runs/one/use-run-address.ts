import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';

/** What is open of a run, kept in the address so that it can be sent to somebody. */
export interface RunAddress {
  step: string | undefined;
  /** Id of the run beside this one; `last` is the one that tells most. */
  compare: string | undefined;
  isResuming: boolean;
  /** Opens a step, or closes the open one. */
  show: (step: string | undefined) => void;
  compareWith: (other: string | undefined) => void;
  setResuming: (isResuming: boolean) => void;
}

interface Open {
  step: string | undefined;
  compare?: string | undefined;
  resume?: boolean;
}

export function useRunAddress(runId: string): RunAddress {
  const { step, compare, resume } = useSearch({ from: '/shell/runs/$runId' });
  const navigate = useNavigate();
  /** What is left out is closed. */
  const open = useCallback(
    (next: Open) =>
      void navigate({
        to: '/runs/$runId',
        params: { runId },
        search: {
          ...(next.step !== undefined && { step: next.step }),
          ...(next.compare !== undefined && { compare: next.compare }),
          ...(next.resume && { resume: true }),
        },
        replace: true,
      }),
    [navigate, runId],
  );
  const show = useCallback((next: string | undefined) => open({ step: next, compare }), [open, compare]);
  return {
    step,
    compare,
    isResuming: resume === true,
    show,
    compareWith: (other) => open({ step, compare: other }),
    setResuming: (isResuming) => open({ step, resume: isResuming }),
  };
}
