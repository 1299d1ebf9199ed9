import { mostFollowedRuns } from '@dayshift/contracts/plain';
import { LiveHub } from './live-hub.ts';
import type { TabMessage } from './live-messages.ts';

/** One of these runs for all tabs of a browser, for as long as there is one. */
const hub = new LiveHub({
  open: (address) => new EventSource(address),
  now: () => Date.now(),
  mostRuns: mostFollowedRuns,
});
setInterval(() => hub.check(), 5_000);

// The types of a page know no inside of a shared worker; this is the one thing used of it.
const scope = self as unknown as { onconnect: (event: MessageEvent) => void };
scope.onconnect = ({ ports: [port] }) => {
  if (!port) return;
  port.onmessage = ({ data }: MessageEvent<TabMessage>) => hub.hear(port, data);
};
