import { ActivityCancellationType, proxyActivities } from '@temporalio/workflow';

// What a developer would write by hand for the same work: the baseline of the engine's bench. Same activity, same options.
const { 'http.request': request } = proxyActivities<
  Record<string, (input: unknown) => Promise<{ output: { body: unknown } }>>
>({
  taskQueue: 'bench',
  startToCloseTimeout: 10_000,
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { maximumAttempts: 3, initialInterval: 1000, maximumInterval: 10_000, backoffCoefficient: 2 },
});

export async function handwritten(input: { calls: object[] }): Promise<unknown> {
  let last: unknown = null;
  for (const call of input.calls) last = await request?.(call);
  return last;
}
