import { emptyProjection, type Projection } from '@dayshift/engine';
import type { Run } from '@dayshift/model';
import type { PendingCall } from '@dayshift/temporal-client';
import { recordAll } from '../runs/record-all.ts';
import { stepsOf } from '../runs/steps-of.ts';
import type { Temporal } from '../temporal.ts';

const describeEveryMs = 1_000;
/** After a look nobody may look again for so long before the run is let go: pages of one run are asked for one after another. */
const lingerMs = 30_000;
const mostLingering = 16;
/** A history that is not read by then is read on its own. */
const catchUpMs = 5_000;

/** What is known of a run at one moment. The same object for everybody who is told of that moment. */
export interface RunMoment {
  projection: Projection;
  pending: readonly PendingCall[];
}
type Listener = (moment: RunMoment) => void;

/** Follows viewed runs: one long poll per run however many look at it, none for a run nobody looks at. */
export class RunTailers {
  private readonly temporal: Temporal;
  private readonly onError: (error: unknown) => void;
  private readonly tailers = new Map<string, RunTailer>();
  private readonly lingering = new Map<string, NodeJS.Timeout>();

  constructor(temporal: Temporal, onError: (error: unknown) => void) {
    this.temporal = temporal;
    this.onError = onError;
  }

  /** Calls back at once with what is known, then at every change. The returned function ends it. */
  watch(run: Pick<Run, 'workflowId'>, listener: Listener): () => void {
    const tailer = this.tailerOf(run.workflowId);
    tailer.add(listener);
    return () => {
      tailer.remove(listener);
      this.letGo(run.workflowId, tailer);
    };
  }

  /** One look at an open run, as new as `upTo`: its next pages need no history read anew. Undefined when that takes too long. */
  async look(
    run: Pick<Run, 'workflowId'>,
    upTo: { workflowRunId: string; historyLength: number },
  ): Promise<RunMoment | undefined> {
    const { workflowId } = run;
    const tailer = this.tailerOf(workflowId);
    this.linger(workflowId, tailer);
    return (await tailer.reaches(upTo)) ? tailer.moment : undefined;
  }

  get count(): number {
    return this.tailers.size;
  }

  stop(): void {
    for (const timer of this.lingering.values()) clearTimeout(timer);
    this.lingering.clear();
    for (const tailer of this.tailers.values()) tailer.stop();
    this.tailers.clear();
  }

  private tailerOf(workflowId: string): RunTailer {
    const known = this.tailers.get(workflowId);
    if (known) return known;
    const tailer = new RunTailer(this.temporal, workflowId, this.onError);
    this.tailers.set(workflowId, tailer);
    return tailer;
  }

  private linger(workflowId: string, tailer: RunTailer): void {
    clearTimeout(this.lingering.get(workflowId));
    this.lingering.delete(workflowId);
    const end = () => {
      clearTimeout(this.lingering.get(workflowId));
      this.lingering.delete(workflowId);
      this.letGo(workflowId, tailer);
    };
    this.lingering.set(workflowId, setTimeout(end, lingerMs).unref());
    if (this.lingering.size <= mostLingering) return;
    const [oldest = ''] = this.lingering.keys();
    const left = this.tailers.get(oldest);
    clearTimeout(this.lingering.get(oldest));
    this.lingering.delete(oldest);
    if (left) this.letGo(oldest, left);
  }

  private letGo(workflowId: string, tailer: RunTailer): void {
    if (tailer.isWatched || this.lingering.has(workflowId)) return;
    tailer.stop();
    if (this.tailers.get(workflowId) === tailer) this.tailers.delete(workflowId);
  }
}

class RunTailer {
  private readonly temporal: Temporal;
  private readonly workflowId: string;
  private readonly onError: (error: unknown) => void;
  private readonly listeners = new Set<Listener>();
  private readonly abort = new AbortController();
  private readonly describing: NodeJS.Timeout;
  private now: RunMoment = { projection: emptyProjection(), pending: [] };
  /** Event of which execution Temporal was read up to. */
  private read = { workflowRunId: '', eventId: 0 };
  private readonly waiting = new Set<() => void>();
  private isDescribing = false;

  constructor(temporal: Temporal, workflowId: string, onError: (error: unknown) => void) {
    this.temporal = temporal;
    this.workflowId = workflowId;
    this.onError = onError;
    this.describing = setInterval(() => void this.describe(), describeEveryMs);
    void this.follow();
  }

  get isWatched(): boolean {
    return this.listeners.size > 0;
  }

  get moment(): RunMoment {
    return this.now;
  }

  add(listener: Listener): void {
    this.listeners.add(listener);
    if (this.now.projection.state) listener(this.now);
  }

  remove(listener: Listener): void {
    this.listeners.delete(listener);
  }

  /** True once everything up to that event was taken in; false when it takes too long, or was another execution. */
  async reaches(upTo: { workflowRunId: string; historyLength: number }): Promise<boolean> {
    const isThere = () =>
      this.read.workflowRunId === upTo.workflowRunId && this.read.eventId >= upTo.historyLength;
    const until = Date.now() + catchUpMs;
    while (!isThere() && Date.now() < until && !this.abort.signal.aborted) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(goOn, until - Date.now());
        const { waiting } = this;
        function goOn() {
          clearTimeout(timer);
          waiting.delete(goOn);
          resolve();
        }
        waiting.add(goOn);
      });
    }
    return isThere();
  }

  stop(): void {
    clearInterval(this.describing);
    this.abort.abort();
    for (const goOn of this.waiting) goOn();
  }

  /**
   * Temporal may go away for a while: the history is then read again from its beginning. What is known stays until as much of it
   * is read, so that no picture goes back in time.
   */
  private async follow(): Promise<void> {
    const { signal } = this.abort;
    for (let pauseMs = 500; !signal.aborted; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      const projection = emptyProjection();
      const known = this.now.projection;
      const isBehind = () =>
        projection.workflowRunId === known.workflowRunId && projection.lastEventId < known.lastEventId;
      try {
        const onRead = (eventId: number) => this.hasRead(eventId);
        for await (const events of this.temporal.history(this.workflowId, {
          follow: true,
          withEarlier: true,
          signal,
          onRead,
        })) {
          await recordAll(projection, events);
          if (isBehind()) continue;
          this.tell({ ...this.now, projection });
          this.hasRead(projection.lastEventId);
          pauseMs = 500;
        }
        if (projection.closed) return;
      } catch (error) {
        if (!signal.aborted) this.onError(error);
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  private hasRead(eventId: number): void {
    this.read = { workflowRunId: this.now.projection.workflowRunId, eventId };
    for (const goOn of this.waiting) goOn();
  }

  /** Tries under way are in no history yet; asked for once a second, and only while something is out. */
  private async describe(): Promise<void> {
    if (this.isDescribing || !this.isWatched || !this.hasCallsOut()) return;
    this.isDescribing = true;
    try {
      const description = await this.temporal.runs.describe(this.workflowId);
      const pending = description?.pending ?? [];
      if (JSON.stringify(pending) !== JSON.stringify(this.now.pending)) this.tell({ ...this.now, pending });
    } catch (error) {
      this.onError(error);
    } finally {
      this.isDescribing = false;
    }
  }

  private hasCallsOut(): boolean {
    return stepsOf(this.now.projection).some(({ status }) => status === 'running');
  }

  private tell(moment: RunMoment): void {
    this.now = moment;
    if (!moment.projection.state && !moment.projection.closed) return;
    for (const listener of this.listeners) listener(moment);
  }
}
