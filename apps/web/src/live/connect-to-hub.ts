import { mostFollowedRuns } from '@dayshift/contracts/plain';
import { LiveHub } from './live-hub.ts';
import type { HubMessage, TabMessage } from './live-messages.ts';

export type Tell = (message: TabMessage) => void;

/** A worker that has not answered by then is not going to. */
const patienceMs = 5_000;

/**
 * Connects this tab to the hub of its browser. Where there are no shared workers (phones, mostly, which show one tab at a time)
 * or where one does not start, the tab has a hub of its own, with a line only while it is visible. `onMoved` is called when it
 * has to introduce itself again.
 */
export function connectToHub(hear: (message: HubMessage) => void, onMoved: () => void): Tell {
  if (typeof SharedWorker !== 'function') return ownHub(hear);
  let tell: Tell;
  let worker: 'silent' | 'there' | 'given-up' = 'silent';
  const giveUp = () => {
    if (worker !== 'silent') return;
    worker = 'given-up';
    tell({ kind: 'bye' });
    tell = ownHub(hear);
    onMoved();
  };
  try {
    const shared = new SharedWorker(new URL('./live-worker.ts', import.meta.url), {
      type: 'module',
      name: 'dayshift-live',
    });
    shared.onerror = giveUp;
    shared.port.onmessage = ({ data }: MessageEvent<HubMessage>) => {
      if (worker === 'given-up') return;
      worker = 'there';
      hear(data);
    };
    tell = (message) => shared.port.postMessage(message);
    setTimeout(giveUp, patienceMs);
  } catch {
    tell = ownHub(hear);
  }
  return (message) => tell(message);
}

function ownHub(hear: (message: HubMessage) => void): Tell {
  const hub = new LiveHub({
    open: (address) => new EventSource(address),
    now: () => Date.now(),
    mostRuns: mostFollowedRuns,
  });
  setInterval(() => hub.check(), 5_000);
  const port = { postMessage: hear };
  return (message) => hub.hear(port, message);
}
