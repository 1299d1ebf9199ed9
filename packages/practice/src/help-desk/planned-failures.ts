import { z } from 'zod';

const planSchema = z.object({
  fail: z.coerce.number().int().min(400).max(599).optional(),
  times: z.coerce.number().int().min(1).max(1_000_000).optional(),
  delay: z.coerce.number().int().min(0).max(60_000).optional(),
});
export type FailurePlan = z.infer<typeof planSchema>;

/** Reads `?fail=503&times=2&delay=100` of the address, or the same as text in the header `x-practice-fail`. */
export function readFailurePlan(query: unknown, header: string | undefined): FailurePlan {
  const wanted = header === undefined ? query : Object.fromEntries(new URLSearchParams(header));
  const plan = planSchema.safeParse(wanted);
  return plan.success ? plan.data : {};
}

const mostRemembered = 10_000;

/** Counts how often a request failed on purpose, and says whether it is to fail once more. Without `times`: always. */
export function createPlannedFailures(): (request: string, plan: FailurePlan) => boolean {
  const counts = new Map<string, number>();
  return (request, { fail, times }) => {
    if (fail === undefined) return false;
    const count = counts.get(request) ?? 0;
    if (count >= (times ?? Number.POSITIVE_INFINITY)) return false;
    counts.set(request, count + 1);
    const [oldest] = counts.keys();
    if (counts.size > mostRemembered && oldest !== undefined) counts.delete(oldest);
    return true;
  };
}
