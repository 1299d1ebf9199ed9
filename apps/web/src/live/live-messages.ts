/** `live`: events arrive · `connecting`: not yet, or again. */
export type LineState = 'live' | 'connecting';

/**
 * What a tab tells the hub: how it is and what it looks at. Said at every change and every few seconds, so that the hub knows
 * which tabs are still there. `isNew` the first time only: a tab that was frozen and wakes up has missed something.
 */
export type TabMessage =
  | { kind: 'here'; isNew: boolean; isVisible: boolean; runs: readonly string[] }
  /** It is being closed. */
  | { kind: 'bye' };

/** What the hub tells a tab. Data is as the server sent it; the tab checks its shape. */
export type HubMessage =
  | { kind: 'welcome'; state: LineState }
  | { kind: 'line'; state: LineState }
  /** Something may have been missed: renew everything. */
  | { kind: 'renew' }
  | { kind: 'changed'; change: unknown }
  | { kind: 'run'; runId: string; view: unknown }
  | { kind: 'run-change'; runId: string; change: unknown }
  | { kind: 'run-end'; runId: string }
  /** It is not followed, for a reason that waiting does not change; the tab asks now and then instead. */
  | { kind: 'run-refused'; runId: string };
