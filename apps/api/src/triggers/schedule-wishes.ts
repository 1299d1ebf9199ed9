import type { Graph } from '@dayshift/model';
import { separateCrons } from '@dayshift/nodes';
import type { ScheduleWish } from '@dayshift/temporal-client';
import { z } from 'zod';

const configSchema = z.object({ cron: z.string().min(1), timeZone: z.string().min(1) });

/** The schedules a graph asks for. */
export function scheduleWishes(
  graph: Graph | undefined,
  of: { workspaceId: string; playbookId: string },
): ScheduleWish[] {
  return (graph?.nodes ?? []).flatMap((node) => {
    if (node.type !== 'schedule' || node.isDisabled) return [];
    const config = configSchema.safeParse(node.config);
    if (!config.success) return [];
    const { cron, timeZone } = config.data;
    return [{ ...of, nodeId: node.id, crons: separateCrons(cron), timeZone }];
  });
}
