// Polls the bare workflows, in a process of its own so that its CPU can be told apart.
import { NativeConnection, Worker } from '@temporalio/worker';
import { quietWorker } from '../quiet-worker.ts';

quietWorker();
const [address = ''] = process.argv.slice(2);
const connection = await NativeConnection.connect({ address });
const worker = await Worker.create({
  connection,
  taskQueue: 'bare',
  workflowsPath: new URL('./workflows.ts', import.meta.url).pathname,
  activities: {
    nothing: async () => null,
    post: async (url: string) => (await fetch(url, { method: 'POST', body: '{}' })).status,
  },
});
// Also when the bench dies: nothing is left running.
const stop = () => worker.shutdown();
process.once('disconnect', stop).once('SIGTERM', stop);
const running = worker.run();
process.send?.('polling');
await running;
await connection.close();
process.exit();
