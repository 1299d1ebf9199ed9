import { emptyProjection, type Projection, record, reportOf } from '@dayshift/engine';
import {
  type Approval,
  type AskEffect,
  applyRunReport,
  approvalDigest,
  type CallEffect,
  type ControlMessage,
  type DecisionMessage,
  type Failure,
  type Json,
  noDeadline,
  type RecordedEvent,
  type RunInput,
} from '@dayshift/model';
import { type Store, update } from '@dayshift/store';
import { HistoryGone, type RunEnding } from '@dayshift/temporal-client';
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
  sequence: number;
}

/**
 * Temporal and the fleet for unit tests: the real engine over a history kept in memory, with scripted answers of the world.
 * A call without an answer stays out.
 */
export class SimulatedTemporal implements Temporal {
  readonly workflows = new Map<string, Workflow>();
  readonly calls: CallEffect[] = [];
  readonly schedulesSet: unknown[][] = [];
  answer: (call: CallEffect) => Answer = () => undefined;
  isDown = false;
  private readonly store: Store;
  private clock = 1_700_000_000_000;

  constructor(store: Store) {
    this.store = store;
  }

  readonly runs = {
    start: async (input: RunInput, workflowId: string) => {
      this.refuseWhenDown();
      if (this.workflows.has(workflowId)) return { isNew: false };
      const workflow: Workflow = {
        events: [],
        projection: emptyProjection(),
        answered: new Set(),
        sequence: 0,
      };
      this.workflows.set(workflowId, workflow);
      this.add(workflow, { type: 'run-begun', input, workflowRunId: `exec-${workflowId}` });
      await this.work(workflow);
      return { isNew: true };
    },
    decide: (workflowId: string, message: DecisionMessage) =>
      this.tell(workflowId, { type: 'decision-received', message }),
    control: (workflowId: string, message: ControlMessage) =>
      this.tell(workflowId, { type: 'control-received', message }),
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
    replaceAll: async (...set: unknown[]) => void this.schedulesSet.push(set),
    nextTimes: async () => [],
  };

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
      await this.keepApprovals(workflow);
      const status = projection.state?.status;
      if (status !== 'open' && status !== undefined && !projection.closed)
        this.add(workflow, { type: 'run-closed', status });
      await this.report(workflow);
      if (status !== 'open' || !this.answerCalls(workflow)) return;
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

  private async keepApprovals({ projection }: Workflow): Promise<void> {
    for (const question of Object.values(projection.questions)) {
      const step = projection.state?.steps[question.key];
      if (step?.status === 'asking') await this.open(projection, question);
      else
        await update(this.store.approvals, question.approvalId, (approval): Approval | undefined =>
          approval.state === 'open' || approval.state === 'decided'
            ? {
                ...approval,
                state: approval.decision ? 'applied' : 'cancelled',
                delivery: { ...approval.delivery, state: 'applied' },
              }
            : undefined,
        );
    }
  }

  private async open({ input, plan }: Projection, ask: AskEffect): Promise<void> {
    const run = input && (await this.store.runs.get(input.runId));
    if (!run || !plan) return;
    const question = {
      id: ask.approvalId,
      workspaceId: run.workspaceId,
      runId: run.id,
      key: ask.key,
      action: ask.action,
      fields: ask.fields,
    };
    await this.store.approvals.insert({
      ...question,
      workflowId: run.workflowId,
      playbookId: run.playbookId,
      playbookName: run.playbookName,
      version: plan.version,
      workerId: run.workerId,
      runTitle: run.title,
      nodeId: ask.nodeId,
      stepTitle: ask.stepTitle,
      title: ask.title,
      reason: ask.reason,
      assignee: ask.assignee,
      digest: await approvalDigest(question),
      state: 'open',
      openedAt: this.clock,
      dueAt: ask.dueAt ?? noDeadline,
      changedAt: this.clock,
      delivery: { state: 'none', tries: 0, nextAt: this.clock },
    });
  }

  private async report(workflow: Workflow): Promise<void> {
    const { input, plan, state } = workflow.projection;
    if (!input || !plan || !state) return;
    workflow.sequence += 1;
    const of = {
      workspaceId: input.workspaceId,
      runId: input.runId,
      at: this.clock,
      sequence: workflow.sequence,
    };
    await update(this.store.runs, input.runId, (row) => applyRunReport(row, reportOf(plan, state, of)));
  }

  private add(workflow: Workflow, event: NewEvent): void {
    this.clock += 1;
    // The two halves make up one event of the union.
    const whole = { ...event, eventId: workflow.events.length + 1, at: this.clock } as RecordedEvent;
    workflow.events.push(whole);
    record(workflow.projection, whole);
  }

  private refuseWhenDown(): void {
    if (this.isDown) throw new Error('Temporal does not answer.');
  }
}
