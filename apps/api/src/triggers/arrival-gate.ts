import type { Store } from '@dayshift/store';
import { RequestError } from '../server/request-error.ts';
import type { Temporal } from '../temporal.ts';

/** Tasks and runs that wait for a fleet: at twenty a second, about a minute of work. */
const mostWaiting = 1_000;
/** Deliveries being taken in at the same moment; each may hold a megabyte. */
const mostAtOnce = 200;
const believedMs = 1_000;
const retryAfterSeconds = 30;

interface Office {
  store: Store;
  temporal: Pick<Temporal, 'countBacklog'>;
  workspaceId: string;
  now(): number;
}

/**
 * What arrives by itself comes through here. What can be worked off in a while is taken in, with the length of the queue; above that its
 * sender is told to come again, because what is taken in faster than it is done only grows, in memory and in the store.
 */
export class ArrivalGate {
  private readonly office: Office;
  private readonly limits: { waiting: number; atOnce: number };
  private inside = 0;
  private counted: { at: number; waiting: Promise<number> } | undefined;

  constructor(office: Office, limits = { waiting: mostWaiting, atOnce: mostAtOnce }) {
    this.office = office;
    this.limits = limits;
  }

  /** Takes one in; throws 429 when there are too many. `waiting` is how many were before it. */
  async take<R>(arrival: (waiting: number) => Promise<R>): Promise<R> {
    if (this.inside >= this.limits.atOnce) throw tooMany(this.inside, 1);
    this.inside += 1;
    try {
      const waiting = await this.waiting();
      if (waiting >= this.limits.waiting) throw tooMany(waiting, retryAfterSeconds);
      return await arrival(waiting);
    } finally {
      this.inside -= 1;
    }
  }

  /** How much waits for a fleet, as of a second ago. */
  waiting(): Promise<number> {
    const now = this.office.now();
    if (!this.counted || now - this.counted.at >= believedMs) {
      const waiting = this.count();
      // Not to be counted is no reason to refuse; the next one asks again.
      this.counted = { at: now, waiting: waiting.catch(() => 0) };
    }
    return this.counted.waiting;
  }

  /** What Temporal holds, or, while it takes nothing, what stands in the store for it. */
  private async count(): Promise<number> {
    const { store, temporal, workspaceId } = this.office;
    const [backlog, starting] = await Promise.all([
      temporal.countBacklog().catch(() => 0),
      store.runs.count({ isOpen: true, workspaceId, state: 'starting', isHeld: null }),
    ]);
    return Math.max(backlog, starting);
  }
}

function tooMany(waiting: number, seconds: number): RequestError {
  return new RequestError(
    429,
    'QUEUE_FULL',
    `${waiting} runs and steps wait already; this one was not taken in.`,
    {
      path: '',
      hint: 'Send it again after the time in Retry-After.',
      details: { waiting },
      retryAfterSeconds: seconds,
    },
  );
}
