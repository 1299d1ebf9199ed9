import type { TemporalConnection } from './connect.ts';

/** Of the queues that runs are worked off by; 1 is for workflows, 2 for activities. */
const queues = [
  ['core', 1],
  ['core', 2],
  ['agent', 2],
  ['effects', 2],
] as const;
const patienceMs = 3_000;

/** How many tasks wait for a fleet that has not come to them, as near as the server knows. */
export async function countBacklog({ client, namespace }: TemporalConnection): Promise<number> {
  const counts = await client.connection.withDeadline(Date.now() + patienceMs, () =>
    Promise.all(
      queues.map(async ([name, taskQueueType]) => {
        const { stats } = await client.workflowService.describeTaskQueue({
          namespace,
          taskQueue: { name },
          taskQueueType,
          reportStats: true,
        });
        return Number(stats?.approximateBacklogCount ?? 0);
      }),
    ),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
