import { type RunView, runViewSchema } from '@dayshift/contracts';
import { useEffect, useState } from 'react';

export interface LiveRun {
  view: RunView | undefined;
  isConnected: boolean;
}

/** Follows one run as it happens. The stream sends a whole picture each time, so a reconnect loses nothing. */
export function useRunLive(runId: string | undefined): LiveRun {
  const [live, setLive] = useState<LiveRun>({ view: undefined, isConnected: false });
  useEffect(() => {
    setLive({ view: undefined, isConnected: false });
    if (runId === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let source: EventSource | undefined;
    const connect = () => {
      source = new EventSource(`/api/runs/${encodeURIComponent(runId)}/live`);
      source.onopen = () => setLive((before) => ({ ...before, isConnected: true }));
      source.addEventListener('snapshot', (event: MessageEvent<string>) => {
        const view = parseView(event.data);
        if (!view) return;
        setLive({ view, isConnected: true });
        // Nothing more will come: a stream left open would reconnect for ever.
        if (view.run.endedAt !== undefined) source?.close();
      });
      source.onerror = () => {
        setLive((before) => ({ ...before, isConnected: false }));
        // The browser reconnects by itself unless the answer was an error.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(connect, 2_000);
      };
    };
    connect();
    return () => {
      clearTimeout(timer);
      source?.close();
    };
  }, [runId]);
  return live;
}

function parseView(data: string): RunView | undefined {
  try {
    return runViewSchema.safeParse(JSON.parse(data)).data;
  } catch {
    return undefined;
  }
}
