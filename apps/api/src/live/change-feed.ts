import { randomUUID } from 'node:crypto';
import type { WorkspaceChange } from '@dayshift/contracts';
import type { Store } from '@dayshift/store';

const pauseMs = 400;
/** Writes of other processes may become visible this much after their own time stamp. */
const overlapMs = 3_000;
/** Kept on after the last listener left, so that one that only changed its line has missed nothing. */
const lingerMs = 30_000;
const mostRemembered = 200;

/** A change and its id, by which a listener that was away says what it heard last. */
export interface ToldChange {
  id: string;
  change: WorkspaceChange;
}
type Listener = (told: ToldChange) => void;

/**
 * Tells listeners what moved in the workspace. It looks into the store, because the fleet writes from another process; only
 * while somebody listens, and three small indexed queries a time.
 */
export class ChangeFeed {
  private readonly store: Store;
  private readonly workspaceId: string;
  private readonly now: () => number;
  private readonly listeners = new Set<Listener>();
  private readonly onError: (error: unknown) => void;
  private timer: NodeJS.Timeout | undefined;
  private ending: NodeJS.Timeout | undefined;
  private seen = new Map<string, number>();
  private since = 0;
  private isLooking = false;
  /** Ids of one stretch of looking; after a pause they begin anew. */
  private stretch = '';
  private count = 0;
  private told: ToldChange[] = [];

  constructor(store: Store, workspaceId: string, now: () => number, onError: (error: unknown) => void) {
    this.store = store;
    this.workspaceId = workspaceId;
    this.now = now;
    this.onError = onError;
  }

  /** `since` is the id heard last: what was told meanwhile is told again, or that it is not known any more. */
  listen(listener: Listener, since?: string): () => void {
    clearTimeout(this.ending);
    this.listeners.add(listener);
    if (!this.timer) this.begin();
    void this.welcome(since).then((told) => this.listeners.has(listener) && listener(told), this.onError);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearTimeout(this.ending);
      this.ending = setTimeout(() => this.stop(), lingerMs).unref();
    };
  }

  /** Something was just changed here: look now instead of in a moment. */
  poke(): void {
    if (this.listeners.size > 0) setImmediate(() => void this.look());
  }

  stop(): void {
    clearTimeout(this.ending);
    clearInterval(this.timer);
    this.timer = undefined;
    this.listeners.clear();
  }

  private begin(): void {
    this.stretch = randomUUID();
    this.count = 0;
    this.told = [];
    this.since = this.now() - overlapMs;
    this.seen.clear();
    this.timer = setInterval(() => void this.look(), pauseMs);
    void this.look();
  }

  /** The first word to a listener: how many wait, and what it missed. */
  private async welcome(since: string | undefined): Promise<ToldChange> {
    const missed = this.toldSince(since);
    const id = this.lastId;
    const counts = await this.counts();
    if (since === undefined) return { id, change: counts };
    if (missed === undefined) return { id, change: { ...counts, hasMissed: true } };
    const ids = (kind: 'runs' | 'approvals') => [...new Set(missed.flatMap(({ change }) => change[kind]))];
    return { id, change: { ...counts, runs: ids('runs'), approvals: ids('approvals') } };
  }

  private toldSince(since: string | undefined): ToldChange[] | undefined {
    const [stretch, count] = (since ?? '').split(':');
    if (stretch !== this.stretch) return undefined;
    const missing = this.count - Number(count);
    return missing >= 0 && missing <= this.told.length
      ? this.told.slice(this.told.length - missing)
      : undefined;
  }

  private get lastId(): string {
    return `${this.stretch}:${this.count}`;
  }

  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      const [runs, approvals] = [await this.changedRuns(), await this.changedApprovals()];
      this.since = this.now() - overlapMs;
      if (runs.length > 0 || approvals.length > 0) this.tell({ ...(await this.counts()), runs, approvals });
    } catch (error) {
      this.onError(error);
    } finally {
      this.isLooking = false;
    }
  }

  private tell(change: WorkspaceChange): void {
    this.count += 1;
    const told = { id: this.lastId, change };
    this.told.push(told);
    if (this.told.length > mostRemembered) this.told.shift();
    for (const listener of this.listeners) listener(told);
  }

  private async counts(): Promise<WorkspaceChange> {
    const { store, workspaceId } = this;
    const [openApprovals, stuckRuns] = await Promise.all([
      store.approvals.count({ workspaceId, state: 'open' }),
      store.runs.count({ workspaceId, state: 'stuck' }),
    ]);
    return { openApprovals, stuckRuns, runs: [], approvals: [] };
  }

  private async changedRuns(): Promise<string[]> {
    const { workspaceId } = this;
    const changed = await this.store.runs.find({
      where: { isOpen: { in: [true, false] }, workspaceId, changedAt: { gte: this.since } },
      order: { by: 'changedAt', direction: 'descending' },
      limit: 200,
    });
    return this.onlyNew('run', changed);
  }

  private async changedApprovals(): Promise<string[]> {
    const changed = await this.store.approvals.find({
      where: { workspaceId: this.workspaceId, changedAt: { gte: this.since } },
      order: { by: 'changedAt', direction: 'descending' },
      limit: 200,
    });
    return this.onlyNew('approval', changed);
  }

  private onlyNew(kind: string, documents: readonly { id: string; revision: number }[]): string[] {
    const fresh = documents.filter(({ id, revision }) => this.seen.get(`${kind} ${id}`) !== revision);
    if (this.seen.size > 5_000) this.seen.clear();
    for (const { id, revision } of fresh) this.seen.set(`${kind} ${id}`, revision);
    return fresh.map(({ id }) => id);
  }
}
