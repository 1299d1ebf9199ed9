import type { WorkspaceChange } from '@dayshift/contracts';
import type { Store } from '@dayshift/store';

const pauseMs = 400;
/** Writes of other processes may become visible this much after their own time stamp. */
const overlapMs = 3_000;

type Listener = (change: WorkspaceChange) => void;

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
  private seen = new Map<string, number>();
  private since = 0;
  private isLooking = false;

  constructor(store: Store, workspaceId: string, now: () => number, onError: (error: unknown) => void) {
    this.store = store;
    this.workspaceId = workspaceId;
    this.now = now;
    this.onError = onError;
  }

  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    if (this.listeners.size === 1) this.begin();
    else void this.counts().then(listener, this.onError);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size === 0) this.stop();
    };
  }

  /** Something was just changed here: look now instead of in a moment. */
  poke(): void {
    if (this.listeners.size > 0) setImmediate(() => void this.look());
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.listeners.clear();
  }

  private begin(): void {
    this.since = this.now() - overlapMs;
    this.seen.clear();
    this.timer = setInterval(() => void this.look(), pauseMs);
    void this.look(true);
  }

  private async look(isFirst = false): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    try {
      const [runs, approvals] = [await this.changedRuns(), await this.changedApprovals()];
      this.since = this.now() - overlapMs;
      if (isFirst) this.tell(await this.counts());
      else if (runs.length > 0 || approvals.length > 0)
        this.tell({ ...(await this.counts()), runs, approvals });
    } catch (error) {
      this.onError(error);
    } finally {
      this.isLooking = false;
    }
  }

  private tell(change: WorkspaceChange): void {
    for (const listener of this.listeners) listener(change);
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
