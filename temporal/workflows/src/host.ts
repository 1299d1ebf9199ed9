import {
  advance,
  type ExpiryAnswer,
  expiryEvent,
  goOnKey,
  hasCallsOut,
  isReadyToTravel,
  jsonBytes,
  mayHold,
  orderBatch,
  type RunStart,
  reportOf,
  reportSequence,
  startRun,
} from '@dayshift/engine';
import type {
  AskEffect,
  CallEffect,
  CallInput,
  CallResult,
  Effect,
  EngineEvent,
  Json,
  Plan,
  RunInput,
  RunReport,
  RunState,
} from '@dayshift/model';
import {
  ActivityCancellationType,
  CancellationScope,
  isCancellation,
  proxyActivities,
  proxySinks,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import { failureOf, isReset, isWrongQueue } from './failures.ts';
import { coreActivityNames } from './names.ts';
import type { RunSinks } from './sinks.ts';

type Activity = (input: unknown) => Promise<unknown>;

const started = Promise.resolve();

const { runs } = proxySinks<RunSinks>();

/** Commands of one workflow task, and what they carry: a completion above 4 MB ends a run, so a wide plan breathes in between. */
const commandsPerTask = 100;
const bytesPerTask = 1_048_576;
/** Temporal takes 2 MiB at a time; a little is left for what else a run is given. */
const largestInputBytes = 1_900_000;

/** `currentEngineVersion` of the model, whose types alone may come here. */
const currentVersion = 2;
const isFirst = ({ engineVersion }: RunInput) => engineVersion < 2;

/**
 * Carries out what the engine asks for, as Temporal commands, and brings the answers back as events. Everything that decides
 * is in the engine; here are only promises.
 */
export class RunHost {
  readonly queue: EngineEvent[] = [];
  /** In order, and kept apart from what comes later: the projection takes a task's events in as one batch too. */
  private readonly pending: EngineEvent[] = [];
  /** Asked for by the engine, and too much for the task it was asked in. */
  private readonly deferred: Effect[] = [];
  private isBreathing = false;
  plan: Plan;
  state: RunState;
  private readonly input: RunInput;
  private readonly scopes = new Map<string, CancellationScope>();
  /** How often a key was scheduled: two pending activities with one id would wedge the run for ever. */
  private readonly issued = new Map<string, number>();
  private reports = 0;
  private reportsOfTask = 0;
  private lastReport = '';
  private lastTitle: string | undefined;
  private reportedAt = 0;
  private task = 0;
  private commands = 0;
  private bytes = 0;
  /** Work around questions that is not over. */
  private openCloses = 0;
  /** Questions that are being put, by instance key: one is closed only after it was opened. */
  private readonly opening = new Map<string, Promise<void>>();
  private isHoldAsked = false;
  private isStaying = false;

  constructor(input: RunInput, plan: Plan, start: RunStart) {
    this.input = input;
    this.plan = plan;
    if (input.resume) {
      this.state = input.resume;
      this.rearm();
      if (this.state.isHeld) this.tell({ type: 'go-on', at: Date.now() });
      return;
    }
    this.beginTask();
    const first = startRun(plan, start, Date.now());
    this.state = first.state;
    this.carryOut(first.effects);
  }

  /** Takes in everything that came with this workflow task. Does nothing when nothing came: it is asked several times in one. */
  takeIn(): void {
    this.holdWhenLong();
    if (this.queue.length > 0) this.pending.push(...orderBatch(this.queue.splice(0)));
    const hasNews = this.reports === 0 || this.pending.length > 0 || this.deferred.length > 0;
    if (this.isBreathing) return;
    if (!hasNews) return this.stayWhenTooLarge();
    this.beginTask();
    this.carryOut(this.deferred.splice(0));
    while (!this.isBreathing) {
      const event = this.pending.shift();
      if (!event) break;
      this.tell(event);
      if (this.commands >= commandsPerTask && this.pending.length > 0) this.breathe();
    }
    this.report();
    this.stayWhenTooLarge();
  }

  private tell(event: EngineEvent): void {
    this.carryOut(advance(this.plan, this.state, event));
  }

  /** Whoever works out the state from the history does the same at the same task. */
  private holdWhenLong(): void {
    if (this.isHoldAsked || !workflowInfo().continueAsNewSuggested || !mayHold(this.state)) return;
    this.isHoldAsked = true;
    this.queue.push({ type: 'hold', at: Date.now() });
  }

  /** What was held back goes on in the history there is, which the server lets grow to ten times what it suggests. */
  private stayWhenTooLarge(): void {
    if (this.isStaying || !this.isDrained || this.fits) return;
    this.isStaying = true;
    this.startTimer(goOnKey, 0);
  }

  /** Asked several times in one task; what was already commanded in it counts on. */
  private beginTask(): void {
    const { historyLength } = workflowInfo();
    if (historyLength === this.task) return;
    this.task = historyLength;
    this.commands = 0;
    this.bytes = 0;
  }

  private breathe(): void {
    if (this.isBreathing) return;
    this.isBreathing = true;
    void sleep(1).then(() => {
      this.isBreathing = false;
    });
  }

  /** True when the run may go on in a fresh history now. */
  get canContinue(): boolean {
    if (isFirst(this.input)) return workflowInfo().continueAsNewSuggested && this.isQuiet && this.fits;
    return this.isDrained && this.fits;
  }

  /** What the run takes along: measured as it travels. */
  get continuation(): RunInput {
    const { seed: _seed, seedItems: _seedItems, ...rest } = this.input;
    const resume = { ...this.state, engineVersion: currentVersion };
    return { ...rest, engineVersion: currentVersion, trigger: null, plan: this.plan, resume };
  }

  private get fits(): boolean {
    return jsonBytes(this.continuation as unknown as Json) <= largestInputBytes; // plain JSON
  }

  private get isDrained(): boolean {
    return isReadyToTravel(this.state) && this.isIdle;
  }

  /** In runs of the first engine: nothing is under way but timers and questions, by chance. */
  private get isQuiet(): boolean {
    return !hasCallsOut(this.state) && this.isIdle && this.state.ready.length === 0;
  }

  private get isIdle(): boolean {
    return !this.hasUnfinishedWork && this.pending.length === 0 && this.queue.length === 0;
  }

  /** What must still happen, however the run ended: cards to close, and commands there was no room for. */
  get hasUnfinishedWork(): boolean {
    return this.openCloses > 0 || this.deferred.length > 0;
  }

  /** Tells the run's row what changed. What it works on just now is told once a second at most: nobody reads faster. */
  report(): void {
    const { workspaceId, runId } = this.input;
    const report: RunReport = reportOf(this.plan, this.state, { workspaceId, runId, at: 0, sequence: 0 });
    const { state, openApprovals, stuck, outcome } = report;
    const text = `${state} ${openApprovals} ${stuck.map(({ key }) => key)} ${outcome ?? ''}`;
    const now = Date.now();
    if (text === this.lastReport && (report.currentTitle === this.lastTitle || now - this.reportedAt < 1000))
      return;
    this.lastReport = text;
    this.lastTitle = report.currentTitle;
    this.reportsOfTask = now === this.reportedAt ? this.reportsOfTask + 1 : 0;
    this.reportedAt = now;
    this.reports += 1;
    runs.report({ ...report, at: now, sequence: reportSequence(now, this.reportsOfTask) });
  }

  private carryOut(effects: Effect[]): void {
    for (const [index, effect] of effects.entries()) {
      if (this.bytes >= bytesPerTask) {
        this.deferred.push(...effects.slice(index));
        this.breathe();
        return;
      }
      this.perform(effect);
    }
  }

  private perform(effect: Effect): void {
    switch (effect.type) {
      case 'call':
        this.call(effect);
        break;
      case 'start-timer':
        this.startTimer(effect.key, effect.at);
        break;
      case 'stop-timer':
        this.stop(`timer:${effect.key}`);
        break;
      case 'stop-call':
        this.stop(`call:${effect.key}`);
        break;
      case 'ask':
        this.ask(effect);
        break;
      case 'close-approval':
        this.afterOpening(effect.key, () =>
          this.core(coreActivityNames.closeApproval, `close:${effect.key}`, { close: effect }),
        );
        break;
      case 'expire-approval':
        this.afterOpening(effect.key, () => this.expire(effect));
        break;
      case 'use-plan':
        this.plan = effect.plan;
        break;
      case 'complete':
      case 'fail':
      case 'cancel':
        break;
      default:
        effect satisfies never;
    }
  }

  private identity() {
    return {
      workspaceId: this.input.workspaceId,
      runId: this.input.runId,
      playbookId: this.plan.playbookId,
      version: this.plan.version,
    };
  }

  private call(effect: CallEffect, isHere = this.input.isOneHost === true): void {
    const { patience } = effect;
    this.commands += 1;
    this.bytes += jsonBytes(effect.input);
    const input: CallInput = {
      ...this.identity(),
      runKey: this.input.inheritedKeys?.[effect.key] ?? this.input.runId,
      key: effect.key,
      stepId: effect.stepId,
      title: effect.title,
      generation: effect.generation,
      operation: effect.operation,
      input: effect.input,
      effect: effect.effect,
    };
    if (effect.approvalId !== undefined) input.approvalId = effect.approvalId;
    // Without a summary for Temporal's own UI: the id names the step, its title is in the input, and one costs a payload a step.
    const activity = proxyActivities<Record<string, Activity>>({
      activityId: this.activityId(effect.key),
      // On the run's own queue a host may take it with the answer to the task that asked for it. Model calls would crowd it.
      ...(isHere && effect.queue === 'effects' ? {} : { taskQueue: effect.queue }),
      startToCloseTimeout: patience.timeoutSeconds * 1000,
      cancellationType: ActivityCancellationType.TRY_CANCEL,
      ...(patience.heartbeatSeconds === undefined
        ? {}
        : { heartbeatTimeout: patience.heartbeatSeconds * 1000 }),
      retry: {
        maximumAttempts: patience.attempts,
        initialInterval: patience.firstRetrySeconds * 1000,
        maximumInterval: Math.max(patience.longestRetrySeconds, patience.firstRetrySeconds) * 1000,
        backoffCoefficient: 2,
      },
    })[effect.operation] as Activity; // the proxy has a function for every name
    if (effect.isGated) input.isGated = true;
    this.inScope(
      `call:${effect.key}`,
      () => activity(input),
      (result) => {
        const { output, costUsd, usage } = result as CallResult; // what every activity returns
        const cost = { ...(costUsd !== undefined && { costUsd }), ...(usage && { usage }) };
        this.queue.push({ type: 'call-finished', at: Date.now(), key: effect.key, output, ...cost });
      },
      (error) => {
        if (isCancellation(error)) return;
        if (isReset(error)) return this.call(effect);
        if (isHere && isWrongQueue(error)) return this.call(effect, false);
        this.queue.push({ type: 'call-failed', at: Date.now(), key: effect.key, failure: failureOf(error) });
      },
    );
  }

  private ask(effect: AskEffect): void {
    const { key } = effect;
    this.bytes += jsonBytes(effect.action?.input ?? effect.fields ?? null);
    const opened = this.core(coreActivityNames.openApproval, `open:${key}`, { ask: effect }).then(
      () => void this.opening.delete(key),
      (error) => {
        this.opening.delete(key);
        this.queue.push({ type: 'ask-refused', at: Date.now(), key, failure: failureOf(error) });
      },
    );
    this.opening.set(key, opened);
  }

  private expire({ key, approvalId }: Extract<Effect, { type: 'expire-approval' }>): Promise<void> {
    const expire = { key, approvalId };
    const told = (answer: ExpiryAnswer) => void this.queue.push(expiryEvent(key, answer, Date.now()));
    return this.core(coreActivityNames.expireApproval, `expire:${key}`, { expire }).then(
      (answer) => told(answer as ExpiryAnswer), // what the activity returns
      () => told({ state: 'expired' }),
    );
  }

  /** Two activities under way at once may come in any order, and a card opened last stays open for ever. */
  private afterOpening(key: string, work: () => Promise<unknown>): void {
    const opening = isFirst(this.input) ? undefined : this.opening.get(key);
    if (!opening) return void work();
    this.openCloses += 1;
    void opening.then(() => {
      this.openCloses -= 1;
      void work();
    });
  }

  /** Database work that must happen sooner or later: tried for ever, and no step waits for it. */
  private core(name: string, key: string, input: object): Promise<unknown> {
    this.commands += 1;
    this.openCloses += 1;
    const activity = proxyActivities<Record<string, Activity>>({
      activityId: this.activityId(key),
      startToCloseTimeout: 5_000,
      retry: { initialInterval: 500, maximumInterval: 30_000, backoffCoefficient: 2 },
    })[name] as Activity; // the proxy has a function for every name
    const done = CancellationScope.nonCancellable(() => activity({ ...this.identity(), ...input }));
    const settled = () => {
      this.openCloses -= 1;
    };
    done.then(settled, settled);
    return done;
  }

  private startTimer(key: string, at: number): void {
    this.commands += 1;
    this.inScope(
      `timer:${key}`,
      () => sleep(Math.max(1, at - Date.now()), { summary: key }),
      () => this.queue.push({ type: 'timer-fired', at: Date.now(), key }),
      () => undefined,
    );
  }

  /**
   * Work that can be stopped by its key. The scope has to be current only while the command is made; waiting for it too would
   * cost two more hops for every step, and each promise is dear in the isolate.
   */
  private inScope<T>(
    key: string,
    work: () => Promise<T>,
    done: (result: T) => void,
    failed: (error: unknown) => void,
  ): void {
    const scope = new CancellationScope();
    this.scopes.set(key, scope);
    // What was stopped and at once begun again under its key has a scope of its own, which the end of the first must not take away.
    const forget = () => {
      if (isFirst(this.input) || this.scopes.get(key) === scope) this.scopes.delete(key);
    };
    void scope.run(() => {
      work().then(
        (result) => {
          forget();
          done(result);
        },
        (error) => {
          forget();
          failed(error);
        },
      );
      return started;
    });
  }

  private stop(key: string): void {
    this.scopes.get(key)?.cancel();
    this.scopes.delete(key);
  }

  private activityId(key: string): string {
    const count = this.issued.get(key) ?? 0;
    this.issued.set(key, count + 1);
    return count === 0 ? key : `${key}~${count}`;
  }

  /** After continue-as-new: timers and deadlines are set again from their absolute times. */
  private rearm(): void {
    for (const each of Object.values(this.state.steps)) {
      if ((each.status === 'sleeping' || each.status === 'asking') && each.dueAt !== undefined) {
        this.startTimer(each.key, each.dueAt);
      }
    }
  }
}
