import type { EngineEvent } from '@dayshift/model';

/**
 * Events of one workflow task in the one order every host uses: messages from people first, as they came, then the world's
 * answers by key, a cancellation last. The workflow and the projection of its history see a task's events in different
 * orders; sorting makes their states equal.
 */
export function orderBatch(events: readonly EngineEvent[]): EngineEvent[] {
  return events
    .map((event, position) => ({ event, position }))
    .sort((a, b) => rank(a.event) - rank(b.event) || byKey(a.event, b.event) || a.position - b.position)
    .map(({ event }) => event);
}

function rank(event: EngineEvent): number {
  switch (event.type) {
    case 'run-started':
    case 'hold':
    case 'go-on':
      return 0;
    case 'approval-answered':
    case 'control-received':
      return 1;
    case 'call-finished':
    case 'call-failed':
    case 'timer-fired':
    case 'approval-expired':
    case 'ask-refused':
      return 2;
    case 'cancel-requested':
      return 3;
  }
}

function byKey(a: EngineEvent, b: EngineEvent): number {
  if (rank(a) !== 2 || rank(b) !== 2) return 0;
  const keyA = 'key' in a ? a.key : '';
  const keyB = 'key' in b ? b.key : '';
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0;
}
