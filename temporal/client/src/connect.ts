import { Client, Connection } from '@temporalio/client';

export interface TemporalAddress {
  /** host:port */
  address: string;
  namespace: string;
}

/** A connected client. Closing it closes the connection. */
export interface TemporalConnection extends TemporalAddress {
  client: Client;
  close(): Promise<void>;
}

/** The SDK does not retry its first connection: this does, for `forSeconds`. */
export async function connectTemporal(to: TemporalAddress, forSeconds = 30): Promise<TemporalConnection> {
  const until = Date.now() + forSeconds * 1000;
  for (;;) {
    try {
      const connection = await Connection.connect({ address: to.address, connectTimeout: 5_000 });
      const client = new Client({ connection, namespace: to.namespace });
      return { ...to, client, close: () => connection.close() };
    } catch (error) {
      if (Date.now() > until) {
        throw new Error(
          `No Temporal server answered at ${to.address}. Check TEMPORAL_ADDRESS, or leave it unset to start a local one.`,
          { cause: error },
        );
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }
}
