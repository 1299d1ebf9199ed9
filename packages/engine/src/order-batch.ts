import type { EngineEvent } from '@dayshift/model';

/**
 * Events of one workflow task in the one order every host uses: what the host itself says, messages from people as they came,
 * then the world's answers by key, a cancellation last. The workflow and the projection of its history see a task's events in
 * different orders; sorting makes their states equal.
 */
export function orderBatch(events: readonly EngineEvent[]): EngineEvent[] {
  const sorted: Record<Source, EngineEvent[]> = { host: [], people: [], world: [], end: [] };
  for (const event of events) sorted[sourceOf[event.type]].push(event);
  // Two events of one key stay as they came: sorting is stable.
  sorted.world.sort((a, b) => compare(keyOf(a), keyOf(b)));
  return [...sorted.host, ...sorted.people, ...sorted.world, ...sorted.end];
}

type Source = 'host' | 'people' | 'world' | 'end';

const sourceOf: { [Type in EngineEvent['type']]: Source } = {
  'run-started': 'host',
  hold: 'host',
  'go-on': 'host',
  'approval-answered': 'people',
  'control-received': 'people',
  'call-finished': 'world',
  'call-failed': 'world',
  'timer-fired': 'world',
  'approval-expired': 'world',
  'ask-refused': 'world',
  'cancel-requested': 'end',
};

function keyOf(event: EngineEvent): string {
  return 'key' in event ? event.key : '';
}

/** By code unit, as everywhere the engine runs: no language has a say. */
function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
