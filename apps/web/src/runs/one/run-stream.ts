import { type RunView, runViewSchema } from '@dayshift/contracts';

/** `live`: pictures arrive · `connecting`: not yet, or again · `over`: the server has said all. */
export type RunStreamState = 'live' | 'connecting' | 'over';

const firstPauseMs = 1_000;
const longestPauseMs = 15_000;

/**
 * Listens to one run. A broken line is taken up again by the browser with the last event's id; where it gives up, because
 * the answer was an error, we wait a little longer each time.
 */
export function followRun(
  address: string,
  on: { onSnapshot: (view: RunView) => void; onState: (state: RunStreamState) => void },
): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const connect = () => {
    on.onState('connecting');
    source = new EventSource(address);
    source.onopen = () => {
      failures = 0;
      on.onState('live');
    };
    source.addEventListener('snapshot', (event) => {
      const view = readSnapshot(event.data);
      if (view) on.onSnapshot(view);
    });
    source.addEventListener('end', () => {
      source?.close();
      on.onState('over');
    });
    source.onerror = () => {
      on.onState('connecting');
      if (source?.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(connect, pauseMs(failures));
      failures += 1;
    };
  };
  connect();
  return () => {
    source?.close();
    clearTimeout(timer);
  };
}

/** Twice as long each time, up to a quarter of a minute. */
export function pauseMs(failures: number): number {
  return Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(failures, 10));
}

export function readSnapshot(data: string): RunView | undefined {
  try {
    return runViewSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
