import { currentEngineVersion, type Json, type Plan, type Run, type RunInput } from '@dayshift/model';

/** The workflow's input, worked out from the run's row alone: the sweeper gets the same as the one who began. */
export function runInputOf(row: Omit<Run, 'revision'>, plan: Plan, worker: Json): RunInput {
  return {
    engineVersion: currentEngineVersion,
    workspaceId: row.workspaceId,
    runId: row.id,
    plan,
    triggerNodeId: row.triggerNodeId,
    trigger: row.trigger,
    worker,
    ...(row.fork && {
      seed: row.fork.seed,
      ...(row.fork.seedItems && { seedItems: row.fork.seedItems }),
      inheritedKeys: row.fork.inheritedKeys,
    }),
  };
}
