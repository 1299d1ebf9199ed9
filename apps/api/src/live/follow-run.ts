import type { RunChange, RunView } from '@dayshift/contracts';
import { getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import { isOtherDrawing, nextChange } from '../runs/run-change.ts';
import { paint, pictureOf, type RunPicture } from './run-picture.ts';
import type { RunMoment } from './run-tailers.ts';

/** At most this often a page is told something new; what happens in between is in the next message. */
const pauseMs = 80;
/** A run that takes long to draw is drawn less often: never more than a fifth of the time. */
const restPerWork = 4;

/** Where the news of a followed run go. */
export interface RunSink {
  picture(view: RunView, token: string): void;
  /** Undefined token: more of the same moment comes at once. */
  change(change: RunChange, token: string | undefined): void;
  end(): void;
  /** True while what was sent before is still on its way: the news wait, and are sent as one. */
  isBusy(): boolean;
}

/**
 * Tells a sink of a run until its end: a whole picture first, then what changes. With the token of a picture that is still right
 * only what is new is sent. The returned function ends it.
 */
export async function followRun(
  context: ApiContext,
  of: { runId: string; sink: RunSink; token: string | undefined },
): Promise<() => void> {
  const run = await getRun(context.store, context.workspaceId, of.runId);
  const follower = new RunFollower(context, run.id, of.sink, of.token);
  const whole = run.isOpen ? undefined : await context.finished.find(run);
  // A row that is over may be ahead of its history by a moment: then there is still something to follow.
  if (!run.isOpen && (whole === undefined || whole.closed)) {
    await follower.tellOnce(whole && { projection: whole, pending: [] });
    of.sink.end();
    return () => {};
  }
  // Before Temporal has anything to tell there is the row. A page that comes back has a picture already.
  if (of.token === undefined) await follower.tellOnce(undefined);
  follower.watching = context.tailers.watch(run, (moment) => follower.later(moment));
  return () => follower.stop();
}

class RunFollower {
  private readonly context: ApiContext;
  private readonly runId: string;
  private readonly sink: RunSink;
  /** Lets go of the run. */
  watching: (() => void) | undefined;
  /** What the other side is known to have. */
  private shown: RunView | undefined;
  private token: string | undefined;
  private next: RunMoment | undefined;
  private timer: NodeJS.Timeout | undefined;
  private restMs = pauseMs;
  private isTelling = false;
  private isStopped = false;

  constructor(context: ApiContext, runId: string, sink: RunSink, token: string | undefined) {
    this.context = context;
    this.runId = runId;
    this.sink = sink;
    this.token = token;
  }

  later(moment: RunMoment): void {
    this.next = moment;
    this.soon();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.timer);
    this.watching?.();
    this.watching = undefined;
  }

  async tellOnce(moment: RunMoment | undefined): Promise<void> {
    const picture = moment
      ? await pictureOf(this.context, this.runId, moment)
      : await paint(this.context, this.runId, undefined);
    while (!this.isStopped && !this.tell(picture));
  }

  private soon(): void {
    if (!this.isTelling && !this.isStopped)
      this.timer ??= setTimeout(() => void this.tellNext(), this.restMs);
  }

  private async tellNext(): Promise<void> {
    this.timer = undefined;
    const moment = this.next;
    if (!moment) return;
    if (this.sink.isBusy()) return this.soon();
    this.isTelling = true;
    try {
      const began = performance.now();
      const picture = await pictureOf(this.context, this.runId, moment);
      this.restMs = Math.max(pauseMs, (performance.now() - began) * restPerWork);
      if (this.isStopped) return;
      const isAll = this.tell(picture);
      if (isAll && this.next === moment) this.next = undefined;
      if (isAll && moment.projection.closed) {
        this.stop();
        this.sink.end();
      }
    } catch (error) {
      this.context.log.warn({ err: error, runId: this.runId }, 'a live view could not be renewed');
      if (this.next === moment) this.next = undefined;
    } finally {
      this.isTelling = false;
    }
    // More came while this was told, or not all of it went into one message.
    if (this.next) this.soon();
  }

  /** True once the other side has all of the picture. */
  private tell({ view, token }: RunPicture): boolean {
    const { shown } = this;
    // It comes back with the token of this very picture, so it has it.
    const isKnown = shown === undefined && token === this.token;
    this.token = token;
    if (isKnown) {
      this.shown = view;
      return true;
    }
    if (shown === undefined || isOtherDrawing(shown, view) || isFirstOfSteps(shown, view)) {
      this.shown = view;
      this.sink.picture(view, token);
      return true;
    }
    const news = nextChange(shown, view);
    if (!news) return true;
    this.shown = news.after;
    this.sink.change(news.change, news.isAll ? token : undefined);
    return news.isAll;
  }
}

/** The row alone was shown until now: all at once is shorter than piece by piece. */
const isFirstOfSteps = (shown: RunView, now: RunView) => shown.stepCount === 0 && now.stepCount > 0;
