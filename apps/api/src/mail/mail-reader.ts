import { Worker } from 'node:worker_threads';
import type { MailToRead } from './mail-reader-thread.ts';
import { type ReadMail, UnreadableMail } from './read-mail.ts';

type Answer = { id: number; read: ReadMail } | { id: number; reason: string; isOurFault: boolean };

interface Waiting {
  message: MailToRead;
  resolve(read: ReadMail): void;
  reject(error: Error): void;
}

/** Far more than 10 MB of the worst we know takes. */
const longestMs = 30_000;
const mostMegabytes = 512;

/**
 * Reads mail in a thread of its own, one after the other: whatever a mail holds, the rest of the installation goes on. A mail that
 * takes too long or too much memory ends the thread, not the process, and is then unreadable; the next one gets a new thread.
 */
export class MailReader {
  private thread: Worker | undefined;
  private readonly queue: Waiting[] = [];
  private current: Waiting | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastId = 0;
  private readonly patienceMs: number;

  constructor(patienceMs = longestMs) {
    this.patienceMs = patienceMs;
  }

  /** Throws UnreadableMail. */
  read(raw: Uint8Array, receivedAt: number): Promise<ReadMail> {
    return new Promise((resolve, reject) => {
      this.lastId += 1;
      this.queue.push({ message: { id: this.lastId, raw, receivedAt }, resolve, reject });
      this.next();
    });
  }

  async stop(): Promise<void> {
    for (const waiting of this.queue.splice(0)) waiting.reject(new Error('The mail reader was stopped.'));
    this.settle((current) => current.reject(new Error('The mail reader was stopped.')));
    await this.dropThread();
  }

  private next(): void {
    if (this.current) return;
    const waiting = this.queue.shift();
    if (!waiting) return;
    this.current = waiting;
    this.thread ??= this.startThread();
    this.thread.ref();
    this.thread.postMessage(waiting.message);
    this.timer = setTimeout(() => {
      void this.dropThread();
      this.fail('Reading it took too long.');
    }, this.patienceMs);
  }

  private startThread(): Worker {
    const thread = new Worker(new URL('./mail-reader-thread.ts', import.meta.url), {
      name: 'mail-reader',
      // Our own flags may be meant for the main thread only (a debugger's port, a test runner's loader).
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: mostMegabytes },
    });
    thread.on('message', (answer: Answer) => this.take(answer));
    const lost = (why: string) => {
      if (this.thread !== thread) return;
      this.thread = undefined;
      this.fail(why);
    };
    thread.on('error', (error: Error & { code?: string }) =>
      lost(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? 'Reading it took too much memory.'
          : `Reading it failed: ${error.message}`,
      ),
    );
    thread.on('exit', () => lost('Reading it ended before its time.'));
    return thread;
  }

  private take(answer: Answer): void {
    if (answer.id !== this.current?.message.id) return;
    if ('read' in answer) this.settle(({ resolve }) => resolve(answer.read));
    else
      this.settle(({ reject }) =>
        reject(answer.isOurFault ? new Error(answer.reason) : new UnreadableMail(answer.reason)),
      );
  }

  private fail(reason: string): void {
    this.settle(({ reject }) => reject(new UnreadableMail(reason)));
  }

  private settle(tell: (waiting: Waiting) => void): void {
    clearTimeout(this.timer);
    const { current } = this;
    this.current = undefined;
    if (current) tell(current);
    // Nobody waits: the thread alone must not keep the process alive.
    if (this.queue.length === 0) this.thread?.unref();
    this.next();
  }

  private async dropThread(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    await thread?.terminate();
  }
}
