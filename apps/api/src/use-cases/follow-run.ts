import type { Run } from '@dayshift/model';
import { getRun } from '@dayshift/store';
import type { ApiContext } from '../context.ts';
import type { RunMoment } from '../live/run-tailers.ts';
import { projectRun } from '../runs/project-run.ts';
import { runView } from '../runs/run-view.ts';
import type { EventStream } from '../server/event-stream.ts';

/** At most this often a page is sent a new picture; what happens in between is in the next one. */
const pauseMs = 80;

/**
 * Sends a run's picture whenever it changes. The id says up to which event of its history, so a browser that comes back with
 * the newest id is not sent the same again. A run that is over is sent once.
 */
export async function followRun(
  context: ApiContext,
  of: { runId: string; stream: EventStream; lastId: string | undefined },
): Promise<void> {
  const run = await getRun(context.store, context.workspaceId, of.runId);
  const sender = new SnapshotSender(context, run.id, of.stream, of.lastId);
  const whole = run.isOpen ? undefined : await projectRun(context, run);
  // A row that is over may be ahead of its history by a moment: then there is still something to follow.
  if (!run.isOpen && (whole === undefined || whole.closed)) {
    await sender.send(whole && { projection: whole, pending: [] }, run);
    of.stream.send('end', {});
    return of.stream.end();
  }
  // Before Temporal has anything to tell there is the row. A browser that comes back has a picture already.
  if (of.lastId === undefined) await sender.send(undefined, run);
  const stop = context.tailers.watch(run, (moment) => sender.later(moment));
  of.stream.onEnd(() => {
    stop();
    sender.stop();
  });
}

class SnapshotSender {
  private readonly context: ApiContext;
  private readonly runId: string;
  private readonly stream: EventStream;
  private lastId: string | undefined;
  private lastText = '';
  private next: RunMoment | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isSending = false;

  constructor(context: ApiContext, runId: string, stream: EventStream, lastId: string | undefined) {
    this.context = context;
    this.runId = runId;
    this.stream = stream;
    this.lastId = lastId;
  }

  later(moment: RunMoment): void {
    this.next = moment;
    if (!this.isSending) this.timer ??= setTimeout(() => void this.sendNext(), pauseMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.next = undefined;
  }

  async send(moment: RunMoment | undefined, row?: Run): Promise<void> {
    const { store, workspaceId } = this.context;
    const run = row ?? (await getRun(store, workspaceId, this.runId));
    const view = await runView(this.context, run, moment?.projection, moment?.pending);
    const id = moment && `${moment.projection.workflowRunId}:${moment.projection.lastEventId}`;
    const text = JSON.stringify(view);
    const isKnown =
      text === this.lastText || (id !== undefined && id === this.lastId && this.lastText === '');
    this.lastText = text;
    this.lastId = id;
    if (!isKnown) this.stream.send('snapshot', view, id);
    if (moment?.projection.closed) {
      this.stream.send('end', {});
      this.stream.end();
    }
  }

  private async sendNext(): Promise<void> {
    this.timer = undefined;
    const moment = this.next;
    this.next = undefined;
    if (!moment) return;
    this.isSending = true;
    try {
      await this.send(moment);
    } catch (error) {
      this.context.log.warn({ err: error, runId: this.runId }, 'a live view could not be renewed');
    } finally {
      this.isSending = false;
    }
    // More came while this was sent.
    if (this.next) this.later(this.next);
  }
}
