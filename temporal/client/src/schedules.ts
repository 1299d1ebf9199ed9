import { currentEngineVersion, type RunInput } from '@dayshift/model';
import { ScheduleAlreadyRunning, ScheduleNotFoundError, ScheduleOverlapPolicy } from '@temporalio/client';
import type { TemporalConnection } from './connect.ts';
import { runWorkflow } from './runs.ts';

/** When a playbook runs by itself: five-field cron texts in a time zone (IANA name); it runs when any of them says so. */
export interface ScheduleWish {
  workspaceId: string;
  playbookId: string;
  nodeId: string;
  crons: string[];
  timeZone: string;
}

export interface SetSchedule {
  playbookId: string;
  nodeId: string;
  /** What it was set to: equal to `scheduleText` of the wish it was set by. */
  text: string;
}

/** After this long a missed time is not made up for: a laptop waking up must not fire a week of runs. */
const catchupWindowMs = 600_000;
/** Somebody waits for a publish; whoever was not answered by then is not told that it is set. */
const patienceMs = 5_000;
const prefix = 'schedule';

/** Stands in the note of a schedule, for people who look into Temporal, and for us: what is set there and by which engine. */
export function scheduleText({
  workspaceId,
  crons,
  timeZone,
}: Omit<ScheduleWish, 'playbookId' | 'nodeId'>): string {
  return `Dayshift, workspace ${workspaceId}: ${crons.join(' or ')}, ${timeZone} time (engine ${currentEngineVersion})`;
}

export function createSchedules({ client }: TemporalConnection) {
  const handleOf = (of: { playbookId: string; nodeId: string }) => client.schedule.getHandle(scheduleId(of));
  const inTime = <R>(ask: () => Promise<R>) => client.connection.withDeadline(Date.now() + patienceMs, ask);

  return {
    /** All that were set by a Dayshift in this namespace. One set a moment ago may be missing: a list lags behind. */
    list: (): Promise<SetSchedule[]> =>
      inTime(async () => {
        const found: SetSchedule[] = [];
        for await (const { scheduleId: id, state } of client.schedule.list()) {
          const [first, playbookId, nodeId, ...more] = id.split('/');
          if (first === prefix && playbookId && nodeId && more.length === 0)
            found.push({ playbookId, nodeId, text: state.note ?? '' });
        }
        return found;
      }),
    /** Creates a schedule or changes it where it stands: what it did so far stays with it. */
    set: (wish: ScheduleWish): Promise<void> =>
      inTime(async () => {
        const schedule = scheduleOf(wish);
        try {
          await client.schedule.create(schedule);
        } catch (error) {
          if (!(error instanceof ScheduleAlreadyRunning)) throw error;
          const { spec, action, policies, state } = schedule;
          await handleOf(wish).update((before) => ({
            ...{ spec, action, policies },
            state: { ...before.state, ...state },
          }));
        }
      }),
    remove: (of: { playbookId: string; nodeId: string }): Promise<void> =>
      inTime(async () => {
        try {
          await handleOf(of).delete();
        } catch (error) {
          if (!(error instanceof ScheduleNotFoundError)) throw error;
        }
      }),
  };
}

export type Schedules = ReturnType<typeof createSchedules>;

function scheduleId({ playbookId, nodeId }: { playbookId: string; nodeId: string }): string {
  return `${prefix}/${playbookId}/${nodeId}`;
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
    scheduleId: scheduleId(wish),
    spec: { cronExpressions: wish.crons, timezone: wish.timeZone },
    action: {
      type: 'startWorkflow' as const,
      workflowType: runWorkflow.name,
      taskQueue: runWorkflow.taskQueue,
      workflowId: `run/scheduled-${wish.playbookId}-${wish.nodeId}`,
      args: [input],
    },
    policies: { overlap: ScheduleOverlapPolicy.ALLOW_ALL, catchupWindow: catchupWindowMs },
    state: { note: scheduleText(wish) },
  };
}
