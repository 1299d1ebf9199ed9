import type { RunChange } from '@dayshift/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Line, LiveHub, type TabPort } from './live-hub.ts';
import type { HubMessage, TabMessage } from './live-messages.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A line to a server that a test plays. */
class AHeldLine implements Line {
  readonly address: string;
  isOpen = true;
  private readonly listeners = new Map<string, (event: MessageEvent<string>) => void>();

  constructor(address: string) {
    this.address = address;
  }
  addEventListener(name: string, listener: (event: MessageEvent<string>) => void): void {
    this.listeners.set(name, listener);
  }
  close(): void {
    this.isOpen = false;
  }
  say(name: string, data: unknown = {}, lastEventId = ''): void {
    this.listeners.get(name)?.({ data: JSON.stringify(data), lastEventId } as MessageEvent<string>); // all that is read of it
  }
  get query(): URLSearchParams {
    return new URLSearchParams(this.address.split('?')[1] ?? '');
  }
}

function aBrowser() {
  const lines: AHeldLine[] = [];
  const hub = new LiveHub({
    open: (address) => {
      const line = new AHeldLine(address);
      lines.push(line);
      return line;
    },
    now: () => Date.now(),
    mostRuns: 3,
  });
  setInterval(() => hub.check(), 5_000);
  const openLines = () => lines.filter(({ isOpen }) => isOpen);
  return { hub, lines, openLines, line: () => openLines().at(-1) ?? lines.at(-1)! };
}

class ATab implements TabPort {
  readonly heard: HubMessage[] = [];
  private readonly hub: LiveHub;
  private isNew = true;
  private beat: ReturnType<typeof setInterval> | undefined;

  constructor(hub: LiveHub) {
    this.hub = hub;
  }
  postMessage(message: HubMessage): void {
    this.heard.push(message);
  }
  look(runs: string[], isVisible = true): this {
    const here = (): TabMessage => ({ kind: 'here', isNew: this.isNew, isVisible, runs });
    this.hub.hear(this, here());
    this.isNew = false;
    clearInterval(this.beat);
    this.beat = setInterval(() => this.hub.hear(this, here()), 10_000);
    return this;
  }
  /** Nothing is heard of it any more, as of a tab that was killed or frozen. */
  vanish(): void {
    clearInterval(this.beat);
  }
  kinds(): string[] {
    return this.heard.map(({ kind }) => kind);
  }
}

const aView = (title: string) => ({ run: { id: 'r', title }, steps: [], nodes: [], stepCount: 0 });
const aChange = (title: string) => ({ set: { run: { id: 'r', title } }, unset: [], steps: [], nodes: [] });

describe('the live line of a browser', () => {
  it('is one, however many tabs look at however many runs', () => {
    const { hub, lines, openLines, line } = aBrowser();
    const tabs = ['a', 'b', 'a'].map((run) => new ATab(hub).look([run]));
    vi.advanceTimersByTime(100);
    expect(openLines()).toHaveLength(1);
    expect(lines).toHaveLength(1);
    expect(line().query.getAll('run')).toEqual(['a', 'b']);
    line().say('open');
    line().say('run', { runId: 'a', token: 't1', view: aView('A') });
    line().say('changed', { runs: [] }, 'x:1');
    expect(tabs.map((tab) => tab.kinds().slice(1))).toEqual([
      ['line', 'run', 'changed'],
      ['line', 'changed'],
      ['line', 'run', 'changed'],
    ]);
  });

  it('is taken up where it was when a tab looks at one more run, and shows what is known at once', () => {
    const { hub, openLines, line } = aBrowser();
    new ATab(hub).look(['a']);
    vi.advanceTimersByTime(100);
    line().say('open');
    line().say('changed', {}, 'x:7');
    line().say('run', { runId: 'a', token: 't1', view: aView('A') });
    line().say('run-change', { runId: 'a', token: 't2', change: aChange('A2') as unknown as RunChange });
    const second = new ATab(hub).look(['a', 'b']);
    expect(second.heard).toContainEqual({ kind: 'run', runId: 'a', view: aView('A2') });
    vi.advanceTimersByTime(100);
    expect(openLines()).toHaveLength(1);
    expect(line().query.get('since')).toBe('x:7');
    expect(line().query.getAll('run')).toEqual(['a@t2', 'b']);
  });

  it('asks for a whole picture again where a change had come only in part', () => {
    const { hub, line } = aBrowser();
    new ATab(hub).look(['a']);
    vi.advanceTimersByTime(100);
    line().say('run', { runId: 'a', token: 't1', view: aView('A') });
    line().say('run-change', { runId: 'a', change: aChange('half') });
    line().say('error');
    vi.advanceTimersByTime(1_100);
    expect(line().query.getAll('run')).toEqual(['a']);
  });

  it('is closed while all tabs are hidden, and goes on from there when one is looked at', () => {
    const { hub, openLines, line } = aBrowser();
    const [one, two] = [new ATab(hub).look([]), new ATab(hub).look([], false)];
    vi.advanceTimersByTime(100);
    line().say('open');
    line().say('changed', {}, 'x:3');
    one.look([], false);
    vi.advanceTimersByTime(2_000);
    expect(openLines()).toHaveLength(1);
    vi.advanceTimersByTime(2_000);
    expect(openLines()).toHaveLength(0);
    vi.advanceTimersByTime(600_000);
    expect(openLines()).toHaveLength(0);
    two.look([]);
    vi.advanceTimersByTime(100);
    expect(line().query.get('since')).toBe('x:3');
  });

  it('stays open for the others when a tab is killed, and is closed when that one was the last to be seen', () => {
    const { hub, openLines } = aBrowser();
    const killed = new ATab(hub).look(['a']);
    const other = new ATab(hub).look(['b']);
    vi.advanceTimersByTime(100);
    killed.vanish();
    vi.advanceTimersByTime(60_000);
    expect(openLines()).toHaveLength(1);
    other.vanish();
    vi.advanceTimersByTime(60_000);
    expect(openLines()).toHaveLength(0);
  });

  it('tells a tab that was frozen to renew everything, and no tab that has just been opened', () => {
    const { hub, line } = aBrowser();
    new ATab(hub).look([]);
    const frozen = new ATab(hub).look(['a'], false);
    vi.advanceTimersByTime(100);
    expect(frozen.kinds()).not.toContain('renew');
    line().say('open');
    line().say('run', { runId: 'a', token: 't1', view: aView('A') });
    frozen.vanish();
    vi.advanceTimersByTime(200_000);
    frozen.heard.length = 0;
    frozen.look(['a']);
    expect(frozen.kinds().slice(0, 2)).toEqual(['welcome', 'renew']);
    vi.advanceTimersByTime(100);
    expect(line().query.getAll('run')).toEqual(['a']);
  });

  it('waits longer after each failure, and not at all when somebody looks again', () => {
    const { hub, lines } = aBrowser();
    const tab = new ATab(hub).look([]);
    vi.advanceTimersByTime(100);
    for (const pauseMs of [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]) {
      const count = lines.length;
      lines.at(-1)?.say('error');
      vi.advanceTimersByTime(pauseMs - 50);
      expect(lines).toHaveLength(count);
      vi.advanceTimersByTime(100);
      expect(lines).toHaveLength(count + 1);
    }
    lines.at(-1)?.say('error');
    tab.look([], false);
    tab.look([]);
    const count = lines.length;
    vi.advanceTimersByTime(50);
    expect(lines).toHaveLength(count + 1);
  });

  it('is taken up again when it died without a word', () => {
    const { hub, lines, line } = aBrowser();
    const tab = new ATab(hub).look([]);
    vi.advanceTimersByTime(100);
    line().say('open');
    for (let beats = 0; beats < 10; beats += 1) {
      vi.advanceTimersByTime(15_000);
      line().say('beat');
    }
    expect(lines).toHaveLength(1);
    vi.advanceTimersByTime(50_000);
    expect(lines.length).toBeGreaterThan(1);
    expect(tab.heard).toContainEqual({ kind: 'line', state: 'connecting' });
  });

  it('does not ask again for what is over or refused, and says so to who comes later', () => {
    const { hub, line } = aBrowser();
    new ATab(hub).look(['over', 'refused', 'open']);
    vi.advanceTimersByTime(100);
    line().say('run-end', { runId: 'over' });
    line().say('run-refused', { runId: 'refused' });
    line().say('error');
    vi.advanceTimersByTime(1_100);
    expect(line().query.getAll('run')).toEqual(['open']);
    const later = new ATab(hub).look(['over', 'refused']);
    expect(later.kinds()).toEqual(['welcome', 'run-end', 'run-refused']);
  });

  it('asks anew for a run that was left and is looked at again', () => {
    const { hub, line } = aBrowser();
    const tab = new ATab(hub).look(['a']);
    vi.advanceTimersByTime(100);
    line().say('run', { runId: 'a', token: 't1', view: aView('A') });
    tab.look([]);
    vi.advanceTimersByTime(100);
    line().say('run-change', { runId: 'a', token: 't2', change: aChange('unseen') });
    tab.look(['a']);
    vi.advanceTimersByTime(100);
    expect(line().query.getAll('run')).toEqual(['a']);
  });

  it('carries the newest runs where there are too many', () => {
    const { hub, line } = aBrowser();
    new ATab(hub).look(['a', 'b', 'c', 'd']);
    vi.advanceTimersByTime(100);
    expect(line().query.getAll('run')).toEqual(['b', 'c', 'd']);
  });
});
