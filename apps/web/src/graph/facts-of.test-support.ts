import type { NodeFacts, StepView } from '@dayshift/contracts';

const weights = ['skipped', 'done', 'cancelled', 'sleeping', 'running', 'asking', 'failed', 'stuck'];

/** What the server says of each node; here of steps that are all shown. */
export function factsOf(steps: readonly StepView[]): NodeFacts[] {
  return [...Map.groupBy(steps, ({ nodeId }) => nodeId)].map(([nodeId, all]) => {
    const reached = all.filter((step) => step.status !== 'skipped' || step.isOverridden);
    const counts: NodeFacts['counts'] = {};
    for (const { status } of reached) counts[status] = (counts[status] ?? 0) + 1;
    const telling = (reached.length > 0 ? reached : all).reduce((best, step) =>
      weights.indexOf(step.status) >= weights.indexOf(best.status) ? step : best,
    );
    const isOver = reached.every(({ endedAt }) => endedAt !== undefined);
    return {
      nodeId,
      counts,
      passedBy: all.length - reached.length,
      places: new Set(reached.map(({ path }) => path)).size,
      tries: reached.reduce((sum, { attempts }) => sum + attempts.length, 0),
      startedAt: Math.min(...all.map(({ startedAt }) => startedAt)),
      ...(isOver && { endedAt: Math.max(...all.map(({ endedAt = 0 }) => endedAt)) }),
      key: telling.key,
    };
  });
}
