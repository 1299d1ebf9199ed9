import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { cacheFolder, startTemporal } from '@dayshift/local-services';
import { connectTemporal, type TemporalConnection } from '@dayshift/temporal-client';

export interface OwnTemporal {
  connection: TemporalConnection;
  stop(): Promise<void>;
}

/** A Temporal server with nothing on it, started as the product starts its own. */
export async function startOwnTemporal(): Promise<OwnTemporal> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'dayshift-bench-temporal-'));
  const server = await startTemporal({
    dataFolder,
    cacheFolder: cacheFolder(process.env),
    environment: { ...process.env, TEMPORAL_ADDRESS: undefined },
    say: () => undefined,
  });
  const connection = await connectTemporal(server);
  return {
    connection,
    async stop() {
      await connection.close();
      await server.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
