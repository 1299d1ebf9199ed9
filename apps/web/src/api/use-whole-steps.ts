import { type RunView, type StepView, stepViewSchema } from '@dayshift/contracts';
import { queryOptions, type UseQueryResult, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { request } from './client.ts';
import { queryKeys } from './query-keys.ts';

/** Of more nodes than that, the rest is shown as the picture has it. */
const mostAtOnce = 40;

/** One execution with every value, as it is in the state it is in now. */
export const wholeStepQuery = (runId: string, { key, ...now }: Pick<StepView, 'key'> & Partial<StepView>) =>
  queryOptions({
    queryKey: [...queryKeys.run(runId), 'step', key, now.status, now.attempts?.at(-1)?.number, now.endedAt],
    queryFn: ({ signal }) =>
      request(stepViewSchema, `/runs/${encodeURIComponent(runId)}/step`, { query: { key }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Steps whose values were too large for the picture, once they are loaded; all others as they are. */
export function useWholeSteps(runId: string, steps: readonly StepView[]): StepView[] {
  const cut = useMemo(() => steps.filter((step) => step.cut !== undefined).slice(0, mostAtOnce), [steps]);
  const combine = useCallback(
    (found: UseQueryResult<StepView>[]) =>
      new Map(found.flatMap(({ data }) => (data ? [[data.key, data]] : []))),
    [],
  );
  const whole = useQueries({ queries: cut.map((step) => wholeStepQuery(runId, step)), combine });
  return useMemo(() => steps.map((step) => (step.cut && whole.get(step.key)) || step), [steps, whole]);
}

/** A picture in which the execution that speaks for each node is whole. */
export function useWholeTellingSteps(view: RunView): RunView {
  const telling = useMemo(() => {
    const keys = new Set(view.nodes.map(({ key }) => key));
    return view.steps.filter(({ key }) => keys.has(key));
  }, [view]);
  const whole = useWholeSteps(view.run.id, telling);
  return useMemo(() => {
    const byKey = new Map(whole.map((step) => [step.key, step]));
    return { ...view, steps: view.steps.map((step) => byKey.get(step.key) ?? step) };
  }, [view, whole]);
}
