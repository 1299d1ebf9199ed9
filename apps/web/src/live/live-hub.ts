import type { RunChange, RunView } from '@dayshift/contracts';
import { applyRunChange } from '@dayshift/contracts/plain';
import type { HubMessage, LineState, TabMessage } from './live-messages.ts';

/** A tab's end of the hub: a port of a worker, or of the page itself. */
export interface TabPort {
  postMessage(message: HubMessage): void;
}

/** The part of an EventSource that is used. */
export interface Line {
  addEventListener(name: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
}

export interface LiveHubOptions {
  open(address: string): Line;
  now(): number;
  /** How many runs the server follows on one line. */
  mostRuns: number;
}

/** A visible tab says that it is here every few seconds; one that does not was killed, or is frozen. */
const visibleForMs = 35_000;
/** Hidden tabs are let speak once a minute only. */
const knownForMs = 150_000;
/** A short look at another window does not end the line. */
const closeAfterMs = 3_000;
/** Tabs that open together are asked for together. */
const gatherMs = 25;
/** The server says something every 15 s. */
const silentAfterMs = 40_000;
const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

interface Tab {
  isVisible: boolean;
  runs: ReadonlySet<string>;
  heardAt: number;
}

interface FollowedRun {
  /** The picture that every tab has. */
  view: RunView | undefined;
  token: string | undefined;
  isOver: boolean;
  isRefused: boolean;
}

/**
 * One line to the server for all tabs of a browser, because a browser keeps six connections to it and no more. It is open while
 * some tab is visible, carries the workspace and every run that a tab looks at, and is taken up again where it broke off.
 */
export class LiveHub {
  private readonly options: LiveHubOptions;
  private readonly tabs = new Map<TabPort, Tab>();
  private readonly runs = new Map<string, FollowedRun>();
  private line: Line | undefined;
  private state: LineState = 'connecting';
  /** Runs that the open line carries. */
  private carried = new Set<string>();
  private since: string | undefined;
  private heardAt = 0;
  private failures = 0;
  private opening: ReturnType<typeof setTimeout> | undefined;
  private closing: ReturnType<typeof setTimeout> | undefined;
  private isPaused = false;

  constructor(options: LiveHubOptions) {
    this.options = options;
  }

  hear(port: TabPort, message: TabMessage): void {
    if (message.kind === 'bye') this.tabs.delete(port);
    else {
      const before = this.tabs.get(port);
      const runs = new Set(message.runs);
      this.tabs.set(port, { isVisible: message.isVisible, runs, heardAt: this.options.now() });
      if (!before) port.postMessage({ kind: 'welcome', state: this.state });
      // What it missed while it was taken for gone, nobody can tell.
      if (!before && !message.isNew) port.postMessage({ kind: 'renew' });
      for (const runId of runs) if (!before?.runs.has(runId)) this.showKnown(port, runId);
      // Somebody looks again: do not let them wait for a pause that was begun when nobody did.
      if (message.isVisible && before?.isVisible !== true && this.isPaused) this.reopenSoon(0);
    }
    this.settle();
  }

  /** Called every few seconds: tabs that are gone are forgotten, and a line that died without a word is taken up again. */
  check(): void {
    const now = this.options.now();
    for (const [port, { heardAt }] of this.tabs) if (now - heardAt > knownForMs) this.tabs.delete(port);
    if (this.line && this.state === 'live' && now - this.heardAt > silentAfterMs) this.broke();
    this.settle();
  }

  /** Opens, renews or closes the line as the tabs need it. */
  private settle(): void {
    const now = this.options.now();
    const isWatched = [...this.tabs.values()].some(
      ({ isVisible, heardAt }) => isVisible && now - heardAt <= visibleForMs,
    );
    if (!isWatched) {
      if (this.line || this.opening !== undefined)
        this.closing ??= setTimeout(() => this.rest(), closeAfterMs);
      return;
    }
    clearTimeout(this.closing);
    this.closing = undefined;
    for (const runId of this.runs.keys()) if (!this.isWanted(runId)) this.forget(runId);
    if (this.isPaused) return;
    const isMissing = this.wantedRuns().some((runId) => !this.carried.has(runId));
    if (!this.line || isMissing) this.reopenSoon(gatherMs);
  }

  /** Open runs that some tab looks at; the newest ones where there are too many. */
  private wantedRuns(): string[] {
    const wanted = new Set([...this.tabs.values()].flatMap(({ runs }) => [...runs]));
    const open = [...wanted].filter((runId) => {
      const run = this.runs.get(runId);
      return !run?.isOver && !run?.isRefused;
    });
    return open.slice(-this.options.mostRuns);
  }

  /** Its news are passed over until the line is renewed; wanted again, it is asked for again. */
  private forget(runId: string): void {
    this.runs.delete(runId);
    this.carried.delete(runId);
  }

  private isWanted(runId: string): boolean {
    return [...this.tabs.values()].some(({ runs }) => runs.has(runId));
  }

  private reopenSoon(pauseMs: number): void {
    if (this.opening !== undefined && !this.isPaused) return;
    clearTimeout(this.opening);
    this.isPaused = pauseMs > gatherMs;
    this.opening = setTimeout(() => {
      this.opening = undefined;
      this.isPaused = false;
      this.reopen();
    }, pauseMs);
  }

  private reopen(): void {
    this.line?.close();
    const runs = this.wantedRuns();
    const query = new URLSearchParams();
    if (this.since !== undefined) query.set('since', this.since);
    for (const runId of runs) {
      const token = this.runs.get(runId)?.token;
      query.append('run', token === undefined ? runId : `${runId}@${token}`);
      if (!this.runs.has(runId))
        this.runs.set(runId, { view: undefined, token: undefined, isOver: false, isRefused: false });
    }
    this.carried = new Set(runs);
    const line = this.options.open(`/api/live${query.size === 0 ? '' : `?${query}`}`);
    this.line = line;
    this.heardAt = this.options.now();
    this.listen(line);
  }

  private listen(line: Line): void {
    const isCurrent = () => this.line === line;
    line.addEventListener('open', () => {
      if (!isCurrent()) return;
      this.failures = 0;
      this.heardAt = this.options.now();
      this.say('live');
    });
    line.addEventListener('error', () => {
      if (isCurrent()) this.broke();
    });
    const on = (name: string, take: (data: never, id: string) => void) =>
      line.addEventListener(name, ({ data, lastEventId }) => {
        if (!isCurrent()) return;
        this.heardAt = this.options.now();
        const read = parse(data);
        if (read !== undefined) take(read as never, lastEventId); // as the server's contract has it; tabs check it
      });
    on('beat', () => {});
    on('changed', (change: { hasMissed?: boolean }, id) => {
      this.since = id === '' ? this.since : id;
      if (change.hasMissed) this.toAll({ kind: 'renew' });
      this.toAll({ kind: 'changed', change });
    });
    on('run', ({ runId, token, view }: { runId: string; token: string; view: RunView }) => {
      if (!this.runs.has(runId)) return;
      this.runs.set(runId, { view, token, isOver: false, isRefused: false });
      this.toViewers(runId, { kind: 'run', runId, view });
    });
    on('run-change', ({ runId, token, change }: { runId: string; token?: string; change: RunChange }) => {
      const run = this.runs.get(runId);
      if (!run?.view) return;
      run.view = applyRunChange(run.view, change);
      run.token = token;
      this.toViewers(runId, { kind: 'run-change', runId, change });
    });
    on('run-end', ({ runId }: { runId: string }) => {
      const run = this.runs.get(runId);
      // Who opens it from now on loads it as it is then.
      if (run) this.runs.set(runId, { ...run, view: undefined, isOver: true });
      this.toViewers(runId, { kind: 'run-end', runId });
    });
    on('run-refused', ({ runId }: { runId: string }) => {
      const run = this.runs.get(runId);
      if (run) run.isRefused = true;
      this.toViewers(runId, { kind: 'run-refused', runId });
    });
  }

  /** The browser would go back to the old address by itself; what is known by now is in a new one. */
  private broke(): void {
    this.line?.close();
    this.line = undefined;
    this.say('connecting');
    this.reopenSoon(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(this.failures, 10)));
    this.failures += 1;
  }

  /** Nobody looks. What is known stays, so that the line is taken up where it was left; to a tab that comes back it is not broken. */
  private rest(): void {
    this.closing = undefined;
    clearTimeout(this.opening);
    this.opening = undefined;
    this.isPaused = false;
    this.failures = 0;
    this.line?.close();
    this.line = undefined;
    this.carried.clear();
  }

  private showKnown(port: TabPort, runId: string): void {
    const run = this.runs.get(runId);
    if (run?.view) port.postMessage({ kind: 'run', runId, view: run.view });
    if (run?.isOver) port.postMessage({ kind: 'run-end', runId });
    if (run?.isRefused) port.postMessage({ kind: 'run-refused', runId });
  }

  private say(state: LineState): void {
    if (this.state === state) return;
    this.state = state;
    this.toAll({ kind: 'line', state });
  }

  private toAll(message: HubMessage): void {
    for (const port of this.tabs.keys()) port.postMessage(message);
  }

  private toViewers(runId: string, message: HubMessage): void {
    for (const [port, { runs }] of this.tabs) if (runs.has(runId)) port.postMessage(message);
  }
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
