import { emptyProjection, type Projection, record, reportOf, reportSequence } from '@dayshift/engine';
import {
  applyRunReport,
  type CallEffect,
  type ControlMessage,
  type DecisionMessage,
  type Effect,
  type Failure,
  type Json,
  type RecordedEvent,
  type RunInput,
} from '@dayshift/model';
import { type Store, update } from '@dayshift/store';
import { createCoreActivities } from '@dayshift/temporal-activities';
import { HistoryGone, type RunEnding, type ScheduleWish, scheduleText } from '@dayshift/temporal-client';
import { ApplicationFailure } from '@temporalio/common';
import type { Temporal } from '../temporal.ts';

export type Answer = { output: Json } | { failure: Failure } | undefined;
type NewEvent = RecordedEvent extends infer Event
  ? Event extends RecordedEvent
    ? Omit<Event, 'eventId' | 'at'>
    : never
  : never;

interface Workflow {
  events: RecordedEvent[];
  projection: Projection;
  answered: Set<string>;
  reports: number;
  /** Work around questions that is under way, in the order it was asked for. */
  core: CoreEffect[];
}

type CoreEffect = Extract<Effect, { type: 'ask' | 'close-approval' | 'expire-approval' }>;

/**
 * Temporal and the fleet for unit tests: the real engine over a history kept in memory, with scripted answers of the world.
 * A call without an answer stays out.
 */
export class SimulatedTemporal implements Temporal {
  readonly workflows = new Map<string, Workflow>();
  readonly calls: CallEffect[] = [];
  /** By playbook and node; and how often one was set or removed. */
  readonly schedulesThere = new Map<string, ScheduleWish>();
  scheduleChanges = 0;
  backlog = 0;
  answer: (call: CallEffect) => Answer = () => undefined;
  isDown = false;
  /** Cards are opened, closed and expired by activities, which may take their time: until `goOn`. */
  isCoreSlow = false;
  areReportsLost = false;
  private readonly store: Store;
  private clock = 1_700_000_000_000;
  private readonly coreActivities: ReturnType<typeof createCoreActivities>;

  constructor(store: Store) {
    this.store = store;
    this.coreActivities = createCoreActivities({ store });
  }

  readonly runs = {
    start: async (input: RunInput, workflowId: string) => {
      this.refuseWhenDown();
      if (this.workflows.has(workflowId)) return { isNew: false };
      const workflow: Workflow = {
        events: [],
        projection: emptyProjection(),
        answered: new Set(),
        reports: 0,
        core: [],
      };
      this.workflows.set(workflowId, workflow);
      this.add(workflow, { type: 'run-begun', input, workflowRunId: `exec-${workflowId}` });
      await this.work(workflow);
      return { isNew: true };
    },
    decide: (workflowId: string, message: DecisionMessage) =>
      this.tell(workflowId, { type: 'decision-received', message }),
    control: (workflowId: string, message: ControlMessage) =>
      this.tell(
        workflowId,
        message.verb === 'cancel' ? { type: 'cancel-requested' } : { type: 'control-received', message },
      ),
    terminate: async (workflowId: string) => {
      const workflow = this.workflows.get(workflowId);
      if (workflow) this.add(workflow, { type: 'run-closed', status: 'terminated' });
    },
    ending: async (workflowId: string): Promise<RunEnding> => {
      const { projection } = this.workflows.get(workflowId) ?? {};
      if (!projection?.state) return { state: 'missing' };
      const { status, outcome, output, failure } = projection.state;
      if (status === 'completed') return { state: 'done', outcome: outcome ?? '', output: output ?? null };
      if (status === 'failed')
        return { state: 'failed', code: failure?.code ?? '', message: failure?.message ?? '' };
      return status === 'open' && !projection.closed ? { state: 'open' } : { state: 'cancelled' };
    },
    describe: async (workflowId: string) => {
      const workflow = this.workflows.get(workflowId);
      if (!workflow) return undefined;
      const status = workflow.projection.closed ? ('COMPLETED' as const) : ('RUNNING' as const);
      return {
        status,
        workflowRunId: `exec-${workflowId}`,
        historyLength: workflow.events.length,
        pending: [],
      };
    },
    isHealthy: async () => !this.isDown,
    serverVersion: async () => 'simulated',
  };

  readonly schedules = {
    list: async () => {
      this.refuseWhenDown();
      return [...this.schedulesThere.values()].map((wish) => ({ ...wish, text: scheduleText(wish) }));
    },
    set: async (wish: ScheduleWish) => {
      this.refuseWhenDown();
      this.scheduleChanges += 1;
      this.schedulesThere.set(`${wish.playbookId}/${wish.nodeId}`, wish);
    },
    remove: async ({ playbookId, nodeId }: { playbookId: string; nodeId: string }) => {
      this.refuseWhenDown();
      this.scheduleChanges += 1;
      this.schedulesThere.delete(`${playbookId}/${nodeId}`);
    },
  };

  countBacklog = async () => this.backlog;

  async *history(workflowId: string, options: { follow: boolean; signal?: AbortSignal }) {
    const workflow = this.workflows.get(workflowId);
    if (!workflow) throw new HistoryGone(workflowId);
    let sent = 0;
    do {
      if (workflow.events.length > sent) yield workflow.events.slice(sent);
      sent = workflow.events.length;
      if (options.follow && !workflow.projection.closed)
        await new Promise((resolve) => setTimeout(resolve, 5));
    } while (
      options.follow &&
      !options.signal?.aborted &&
      (!workflow.projection.closed || workflow.events.length > sent)
    );
  }

  startClockAt(instant: number): void {
    this.clock = instant;
  }

  /** Lets calls that were out be answered now. */
  async goOn(): Promise<void> {
    for (const workflow of this.workflows.values()) await this.work(workflow);
  }

  private async tell(workflowId: string, event: NewEvent): Promise<'sent' | 'not-found'> {
    this.refuseWhenDown();
    const workflow = this.workflows.get(workflowId);
    if (!workflow || workflow.projection.closed) return 'not-found';
    this.add(workflow, event);
    await this.work(workflow);
    return 'sent';
  }

  /** Workflow tasks and activities until nothing more happens by itself. */
  private async work(workflow: Workflow): Promise<void> {
    const { projection } = workflow;
    for (;;) {
      this.add(workflow, { type: 'task-started' });
      this.add(workflow, { type: 'task-completed' });
      await this.report(workflow);
      const status = projection.state?.status;
      const hasWorked = await this.doCore(workflow);
      if (status !== 'open') {
        // As the workflow does: it ends when its questions are closed.
        const isOver = workflow.core.length === 0 && status !== undefined && !projection.closed;
        if (isOver) this.add(workflow, { type: 'run-closed', status });
        return;
      }
      const hasAnswered = this.answerCalls(workflow);
      if (!hasWorked && !hasAnswered) return;
    }
  }

  private answerCalls(workflow: Workflow): boolean {
    let isAny = false;
    for (const call of Object.values(workflow.projection.calls)) {
      if (workflow.answered.has(call.key) || workflow.projection.state?.steps[call.key]?.status !== 'running')
        continue;
      const answer = this.answer(call);
      if (!answer) continue;
      isAny = true;
      this.calls.push(call);
      workflow.answered.add(call.key);
      const end =
        'output' in answer
          ? { kind: 'finished' as const, result: { output: answer.output } }
          : {
              kind: 'failed' as const,
              code: answer.failure.code,
              message: answer.failure.message,
              details: { effect: answer.failure.effect ?? 'unknown' },
            };
      const { key: activityId, operation: name } = call;
      this.add(workflow, {
        type: 'activity-ended',
        activityId,
        name,
        scheduledAt: this.clock,
        attempt: 1,
        end,
      });
    }
    return isAny;
  }

  /** The real activities, newest first: nothing says in which order two of them end, but that a card is opened before it is closed. */
  private async doCore(workflow: Workflow): Promise<boolean> {
    if (this.isCoreSlow) return false;
    const isFirst = ({ key }: CoreEffect, position: number) =>
      workflow.core.findIndex((other) => other.key === key) === position;
    const due = workflow.core.filter(isFirst).reverse();
    let isTold = false;
    for (const effect of due) {
      const ended = await this.perform(workflow, effect);
      workflow.core.splice(workflow.core.indexOf(effect), 1);
      this.add(workflow, ended);
      isTold = true;
    }
    return isTold;
  }

  private async perform({ projection }: Workflow, effect: CoreEffect): Promise<NewEvent> {
    const { type, ...rest } = effect;
    const { input, plan } = projection;
    if (!input || !plan) throw new Error('A run without a plan asks nothing.');
    const { workspaceId, runId } = input;
    const of = { workspaceId, runId, playbookId: plan.playbookId, version: plan.version };
    const activities = this.coreActivities;
    const work = {
      ask: () => activities['approval.open']({ ...of, ask: effect as never }), // by its type
      'close-approval': () => activities['approval.close']({ ...of, close: rest as never }),
      'expire-approval': () => activities['approval.expire']({ ...of, expire: rest }),
    };
    const names = {
      ask: 'approval.open',
      'close-approval': 'approval.close',
      'expire-approval': 'approval.expire',
    };
    const name = names[type];
    const activityId = `${name.slice('approval.'.length)}:${effect.key}`;
    const ended = { type: 'activity-ended' as const, activityId, name, scheduledAt: this.clock, attempt: 1 };
    try {
      const result = (await work[type]()) as Json; // what the activities return is JSON
      return { ...ended, end: { kind: 'finished', result } };
    } catch (error) {
      if (!(error instanceof ApplicationFailure && error.nonRetryable)) throw error;
      const { type: code, message, details } = error;
      const [first] = (details ?? []) as Json[];
      return {
        ...ended,
        end: {
          kind: 'failed',
          code: code ?? 'ACTIVITY_FAILED',
          message,
          ...(first !== undefined && { details: first }),
        },
      };
    }
  }

  private async report(workflow: Workflow): Promise<void> {
    const { input, plan, state } = workflow.projection;
    if (!input || !plan || !state || this.areReportsLost) return;
    workflow.reports += 1;
    const of = {
      workspaceId: input.workspaceId,
      runId: input.runId,
      at: this.clock,
      sequence: reportSequence(workflow.projection.taskAt, workflow.reports),
    };
    await update(this.store.runs, input.runId, (row) => applyRunReport(row, reportOf(plan, state, of)));
  }

  private add(workflow: Workflow, event: NewEvent): void {
    this.clock += 1;
    // The two halves make up one event of the union.
    const whole = { ...event, eventId: workflow.events.length + 1, at: this.clock } as RecordedEvent;
    workflow.events.push(whole);
    record(workflow.projection, whole, (effect) => {
      switch (effect.type) {
        case 'ask':
        case 'close-approval':
        case 'expire-approval':
          workflow.core.push(effect);
      }
    });
  }

  private refuseWhenDown(): void {
    if (this.isDown) throw new Error('Temporal does not answer.');
  }
}
