import { applyRunChange, type RunView, runChangeSchema, runViewSchema } from '@dayshift/contracts';
import { connectToHub, type Tell } from './connect-to-hub.ts';
import type { HubMessage, LineState } from './live-messages.ts';

export interface WorkspaceListener {
  onLine(state: LineState): void;
  onChanged(change: unknown): void;
  onRenew(): void;
}

/** What comes of one run. `onEnd`: nothing more will · `onRefused`: nothing does, so it has to be asked for. */
export interface RunListener {
  onLine(state: LineState): void;
  onView(view: RunView): void;
  onEnd(): void;
  onRefused(): void;
}

interface WatchedRun {
  listeners: Set<RunListener>;
  /** What came last: for a part of the page that begins to look later. */
  view: RunView | undefined;
  hasEnded: boolean;
  isRefused: boolean;
}

const sayEveryMs = 10_000;

/** This tab's share of the browser's one live line: what it looks at goes up, what is new of it comes down. */
class LiveClient {
  private readonly workspace = new Set<WorkspaceListener>();
  private readonly runs = new Map<string, WatchedRun>();
  private tell: Tell | undefined;
  private line: LineState = 'connecting';
  private isNew = true;
  private saying: ReturnType<typeof setTimeout> | undefined;

  watchWorkspace(listener: WorkspaceListener): () => void {
    this.workspace.add(listener);
    listener.onLine(this.line);
    this.begin();
    return () => this.workspace.delete(listener);
  }

  watchRun(runId: string, listener: RunListener): () => void {
    const known = this.runs.get(runId);
    const run = known ?? { listeners: new Set(), view: undefined, hasEnded: false, isRefused: false };
    run.listeners.add(listener);
    listener.onLine(this.line);
    if (run.view) listener.onView(run.view);
    if (run.hasEnded) listener.onEnd();
    if (run.isRefused) listener.onRefused();
    if (!known) {
      this.runs.set(runId, run);
      this.saySoon();
    }
    return () => {
      run.listeners.delete(listener);
      if (run.listeners.size > 0 || this.runs.get(runId) !== run) return;
      this.runs.delete(runId);
      this.saySoon();
    };
  }

  private begin(): void {
    if (this.tell) return;
    this.tell = connectToHub(
      (message) => this.hear(message),
      () => {
        this.isNew = true;
        this.say();
      },
    );
    this.say();
    setInterval(() => this.say(), sayEveryMs);
    document.addEventListener('visibilitychange', () => this.say());
    window.addEventListener('pagehide', () => this.tell?.({ kind: 'bye' }));
    // Back from the browser's memory of pages, where it heard nothing.
    window.addEventListener('pageshow', ({ persisted }) => persisted && this.say());
  }

  /** A page that is left for another one lets go of one run and takes hold of the next: that is one word. */
  private saySoon(): void {
    this.saying ??= setTimeout(() => {
      this.saying = undefined;
      this.say();
    }, 0);
  }

  private say(): void {
    if (!this.tell) return;
    this.tell({
      kind: 'here',
      isNew: this.isNew,
      isVisible: document.visibilityState !== 'hidden',
      runs: [...this.runs.keys()],
    });
    this.isNew = false;
  }

  private hear(message: HubMessage): void {
    switch (message.kind) {
      case 'welcome':
      case 'line':
        this.line = message.state;
        for (const listener of this.workspace) listener.onLine(message.state);
        for (const { listeners } of this.runs.values())
          for (const listener of listeners) listener.onLine(message.state);
        return;
      case 'renew':
        for (const listener of this.workspace) listener.onRenew();
        return;
      case 'changed':
        for (const listener of this.workspace) listener.onChanged(message.change);
        return;
      case 'run':
      case 'run-change':
      case 'run-end':
      case 'run-refused': {
        const run = this.runs.get(message.runId);
        if (run) hearOfRun(run, message);
        return;
      }
      default:
        message satisfies never;
    }
  }
}

type RunMessage = Extract<HubMessage, { runId: string }>;

function hearOfRun(run: WatchedRun, message: RunMessage): void {
  switch (message.kind) {
    case 'run':
      run.view = runViewSchema.safeParse(message.view).data ?? run.view;
      break;
    case 'run-change': {
      const change = runChangeSchema.safeParse(message.change).data;
      if (!change || !run.view) return;
      run.view = applyRunChange(run.view, change);
      break;
    }
    case 'run-end':
      run.hasEnded = true;
      for (const listener of run.listeners) listener.onEnd();
      return;
    case 'run-refused':
      run.isRefused = true;
      for (const listener of run.listeners) listener.onRefused();
      return;
  }
  if (run.view) for (const listener of run.listeners) listener.onView(run.view);
}

/** One per page. */
export const liveClient = new LiveClient();
