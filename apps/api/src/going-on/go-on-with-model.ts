import { modelAwayCodes } from '@dayshift/model';
import { findModelAnswered } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { goOn, runsStuckOn } from './go-on.ts';

const mostAtOnce = 20;
const betweenProbesMs = 60_000;

/** When a run was last let go on without knowing that the model answers. */
export interface ModelProbes {
  lastAt: number;
}

/**
 * Lets runs go on that a model did not answer. As soon as it has answered anybody, those that stopped before are let go, some
 * at a time so that it is not buried; until then one a minute finds out, with all the patience a step has.
 */
export async function goOnWithModel(context: ApiContext, probes: ModelProbes): Promise<number> {
  const stuck = await runsStuckOn(context, modelAwayCodes);
  const answeredAt = (await findModelAnswered(context.store, context.workspaceId)) ?? 0;
  const freed = stuck.filter(({ changedAt }) => changedAt < answeredAt).slice(0, mostAtOnce);
  for (const run of freed)
    await goOn(context, run, { codes: modelAwayCodes, why: 'the model answers again' });
  const [oldest] = stuck;
  if (
    freed.length > 0 ||
    !oldest ||
    context.now() - Math.max(probes.lastAt, oldest.changedAt) < betweenProbesMs
  )
    return freed.length;
  probes.lastAt = context.now();
  await goOn(context, oldest, { codes: modelAwayCodes, why: 'to see whether the model answers again' });
  return 1;
}
