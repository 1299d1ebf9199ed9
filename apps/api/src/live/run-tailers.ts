import { emptyProjection, type Projection } from '@dayshift/engine';
import type { Run } from '@dayshift/model';
import type { PendingCall } from '@dayshift/temporal-client';
import { recordAll } from '../runs/record-all.ts';
import type { Temporal } from '../temporal.ts';

const describeEveryMs = 1_000;

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

  constructor(temporal: Temporal, onError: (error: unknown) => void) {
    this.temporal = temporal;
    this.onError = onError;
  }

  /** Calls back at once with what is known, then at every change. The returned function ends it. */
  watch(run: Pick<Run, 'workflowId'>, listener: Listener): () => void {
    let tailer = this.tailers.get(run.workflowId);
    if (!tailer) {
      tailer = new RunTailer(this.temporal, run.workflowId, this.onError);
      this.tailers.set(run.workflowId, tailer);
    }
    const watched = tailer;
    watched.add(listener);
    return () => {
      watched.remove(listener);
      if (watched.isWatched) return;
      watched.stop();
      if (this.tailers.get(run.workflowId) === watched) this.tailers.delete(run.workflowId);
    };
  }

  get count(): number {
    return this.tailers.size;
  }

  stop(): void {
    for (const tailer of this.tailers.values()) tailer.stop();
    this.tailers.clear();
  }
}

class RunTailer {
  private readonly temporal: Temporal;
  private readonly workflowId: string;
  private readonly onError: (error: unknown) => void;
  private readonly listeners = new Set<Listener>();
  private readonly abort = new AbortController();
  private readonly describing: NodeJS.Timeout;
  private projection = emptyProjection();
  private pending: readonly PendingCall[] = [];
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

  add(listener: Listener): void {
    this.listeners.add(listener);
    if (this.projection.state) listener(this.moment());
  }

  remove(listener: Listener): void {
    this.listeners.delete(listener);
  }

  stop(): void {
    clearInterval(this.describing);
    this.abort.abort();
  }

  /** Temporal may go away for a while: the history is then read again from its beginning. */
  private async follow(): Promise<void> {
    const { signal } = this.abort;
    for (let pauseMs = 500; !signal.aborted; pauseMs = Math.min(pauseMs * 2, 10_000)) {
      const projection = emptyProjection();
      try {
        for await (const events of this.temporal.history(this.workflowId, { follow: true, signal })) {
          await recordAll(projection, events);
          this.projection = projection;
          this.tell();
          pauseMs = 500;
        }
        if (projection.closed) return;
      } catch (error) {
        if (!signal.aborted) this.onError(error);
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }

  /** Tries under way are in no history yet; asked for once a second, and only while something is out. */
  private async describe(): Promise<void> {
    if (this.isDescribing || !this.isWatched || !this.hasCallsOut()) return;
    this.isDescribing = true;
    try {
      const description = await this.temporal.runs.describe(this.workflowId);
      const pending = description?.pending ?? [];
      const isNews = JSON.stringify(pending) !== JSON.stringify(this.pending);
      this.pending = pending;
      if (isNews) this.tell();
    } catch (error) {
      this.onError(error);
    } finally {
      this.isDescribing = false;
    }
  }

  private hasCallsOut(): boolean {
    return Object.values(this.projection.state?.steps ?? {}).some(({ status }) => status === 'running');
  }

  private tell(): void {
    if (!this.projection.state && !this.projection.closed) return;
    for (const listener of this.listeners) listener(this.moment());
  }

  private moment(): RunMoment {
    return { projection: this.projection, pending: this.pending };
  }
}
