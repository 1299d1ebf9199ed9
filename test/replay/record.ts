// Records the histories that replay.test.ts replays: `node test/replay/record.ts`. Run it when the engine learns something new;
// histories of older engine versions stay, for runs of theirs may still be open.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { currentEngineVersion } from '@dayshift/model';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { type EngineRig, rowState, startEngineRig } from '../support/engine-rig.ts';
import { recordedPlans } from './recorded-plans.ts';

const folder = path.join(import.meta.dirname, 'histories');
mkdirSync(folder, { recursive: true });
const rig = await startEngineRig();
for (const [name, scenario] of Object.entries(recordedPlans)) {
  const workflowId = await scenario(driverOf(rig));
  const { history } = await rig.connection.client.workflowService.getWorkflowExecutionHistory({
    namespace: rig.temporal.namespace,
    execution: { workflowId },
    maximumPageSize: 1000,
  });
  if (!history) throw new Error(`${name} has no history.`);
  // The receiver's port differs every time and means nothing: the file should change only when a run does.
  const text = historyToJSON(history);
  writeFileSync(path.join(folder, `engine-${currentEngineVersion}-${name}.json.gz`), gzipSync(text));
  console.log(`${name}: ${history.events?.length} events`);
}
await rig.stop();

function driverOf(of: EngineRig) {
  return {
    rig: of,
    url: of.receiver.url,
    waitFor: (runId: string, state: 'waiting' | 'stuck') => rowState(of.store, runId, state),
  };
}
