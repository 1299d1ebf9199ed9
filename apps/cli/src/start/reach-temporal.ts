import { CannotStart, type RunningTemporal, type Say } from '@dayshift/local-services';
import { connectTemporal, type TemporalConnection } from '@dayshift/temporal-client';

const patienceSeconds = 20;

/** Connects to the server we started or were pointed to. One that never answers is told with the way out. */
export async function reachTemporal(local: RunningTemporal, say: Say): Promise<TemporalConnection> {
  const telling = setTimeout(() => say(`Waiting for ${local.label} to answer…`), 1_000);
  try {
    return await connectTemporal({ address: local.address, namespace: local.namespace }, patienceSeconds);
  } catch (cause) {
    throw new CannotStart(
      `No Temporal server answered at ${local.address}: start that server, correct TEMPORAL_ADDRESS, or unset it for a local one.`,
      { cause },
    );
  } finally {
    clearTimeout(telling);
  }
}
