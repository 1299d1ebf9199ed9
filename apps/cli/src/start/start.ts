import type { StartCommand } from '../parse-command.ts';
import { startServices } from './start-services.ts';
import { StartedServices } from './started-services.ts';
import { waitForStop } from './wait-for-stop.ts';

/** `dayshift start`: everything on this machine, until somebody stops it. Whatever fails, nothing is left running. */
export async function start(command: StartCommand): Promise<number> {
  const services = new StartedServices();
  const stopping = new AbortController();
  const stopRequest = waitForStop(() => services.force()).then((request) => {
    console.log(`Stopping (${request.why})… Press Ctrl-C again to force it.`);
    stopping.abort();
    return request;
  });
  const stopAll = () =>
    services.stopAll((name, error) => console.error(`${name} did not stop cleanly: ${String(error)}`));

  try {
    await startServices(command, services, stopping.signal);
  } catch (error) {
    await stopAll();
    if (!stopping.signal.aborted) throw error;
  }
  const { exitCode } = await stopRequest;
  await stopAll();
  console.log('Dayshift is stopped. The next start carries on with every run.');
  return exitCode;
}
