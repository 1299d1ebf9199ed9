import { currentEngineVersion, type RunInput } from '@dayshift/model';
import { ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import type { TemporalConnection } from './connect.ts';
import { runWorkflow } from './runs.ts';

/** When a playbook runs by itself: five-field cron in a time zone (IANA name). */
export interface ScheduleWish {
  workspaceId: string;
  playbookId: string;
  nodeId: string;
  cron: string;
  timeZone: string;
}

/** After this long a missed time is not made up for: a laptop waking up must not fire a week of runs. */
const catchupWindowMs = 600_000;

export function createSchedules({ client }: TemporalConnection) {
  const handleOf = (id: string) => client.schedule.getHandle(id);
  return {
    /** Makes the schedules of a playbook exactly these: missing ones are created, changed ones replaced, others removed. */
    async replaceAll(
      playbookId: string,
      wishes: ScheduleWish[],
      before: { nodeId: string }[],
    ): Promise<void> {
      const wanted = new Set(wishes.map((wish) => wish.nodeId));
      for (const { nodeId } of before) if (!wanted.has(nodeId)) await remove(scheduleId(playbookId, nodeId));
      for (const wish of wishes) {
        await remove(scheduleId(playbookId, wish.nodeId));
        await client.schedule.create(scheduleOf(wish));
      }
    },
    async nextTimes(playbookId: string, nodeId: string): Promise<number[]> {
      try {
        const description = await handleOf(scheduleId(playbookId, nodeId)).describe();
        return description.info.nextActionTimes.map((time) => time.getTime());
      } catch (error) {
        if (error instanceof ScheduleNotFoundError) return [];
        throw error;
      }
    },
  };

  async function remove(id: string): Promise<void> {
    try {
      await handleOf(id).delete();
    } catch (error) {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    }
  }
}

export type Schedules = ReturnType<typeof createSchedules>;

function scheduleId(playbookId: string, nodeId: string): string {
  return `schedule/${playbookId}/${nodeId}`;
}

function scheduleOf(wish: ScheduleWish) {
  const input: RunInput = {
    engineVersion: currentEngineVersion,
    workspaceId: wish.workspaceId,
    runId: '',
    scheduled: { playbookId: wish.playbookId, nodeId: wish.nodeId },
    triggerNodeId: wish.nodeId,
    trigger: null,
    worker: null,
  };
  return {
    scheduleId: scheduleId(wish.playbookId, wish.nodeId),
    spec: { cronExpressions: [wish.cron], timezone: wish.timeZone },
    action: {
      type: 'startWorkflow' as const,
      workflowType: runWorkflow.name,
      taskQueue: runWorkflow.taskQueue,
      workflowId: `run/scheduled-${wish.playbookId}-${wish.nodeId}`,
      args: [input],
    },
    policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL, catchupWindow: catchupWindowMs },
  };
}
