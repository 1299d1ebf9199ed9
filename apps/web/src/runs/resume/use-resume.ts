import { type ResumeChoice, type ResumePlan, resumePlanSchema } from '@dayshift/contracts';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { newIdempotencyKey } from '../../api/client.ts';
import { queryKeys } from '../../api/query-keys.ts';
import { planResume, resumeRun } from '../../api/runs.ts';

/**
 * The plan of a choice, and carrying exactly that plan out. One opened dialog is one intention, so it has one
 * Idempotency-Key: pressing twice, or again after the network was gone, starts one run.
 */
export function useResume(runId: string, choice: ResumeChoice, isEnabled: boolean) {
  const client = useQueryClient();
  const [idempotencyKey] = useState(newIdempotencyKey);
  const [hasChanged, setChanged] = useState(false);
  const planKey = [...queryKeys.run(runId), 'resume-plan', choice];
  const plan = useQuery({
    queryKey: planKey,
    queryFn: ({ signal }) => planResume(runId, choice, signal),
    enabled: isEnabled,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const resume = useMutation({
    mutationFn: ({ digest, alsoRunIds }: { digest: string; alsoRunIds: string[] }) =>
      resumeRun(runId, { ...choice, digest, alsoRunIds }, idempotencyKey),
    onMutate: () => setChanged(false),
    onError: (error) => {
      const fresh = planIn(error);
      if (fresh === undefined) return;
      setChanged(true);
      client.setQueryData(planKey, fresh);
    },
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.run(runId), exact: true }),
        client.invalidateQueries({ queryKey: queryKeys.runLists }),
        client.invalidateQueries({ queryKey: queryKeys.home }),
        client.invalidateQueries({ queryKey: queryKeys.playbooks }),
      ]),
  });
  // A plan that changed is shown as the new plan, not as an error.
  const error = resume.error !== null && planIn(resume.error) === undefined ? resume.error : null;
  return { plan, resume, error, hasChanged };
}

/** The plan that a refusal carries: the one that would be right now. */
export function planIn(error: unknown): ResumePlan | undefined {
  const isNewPlan = isApiError(error, 'RESUME_PLAN_CHANGED') || isApiError(error, 'RESUME_HAS_PROBLEMS');
  return isNewPlan ? resumePlanSchema.safeParse(error.details).data : undefined;
}
