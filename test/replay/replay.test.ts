import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { bundlePath } from '@dayshift/temporal-workflows';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { describe, expect, it } from 'vitest';

Runtime.install({ logger: new DefaultLogger('ERROR') });

const folder = path.join(import.meta.dirname, 'histories');
const files = readdirSync(folder).filter((file) => file.endsWith('.json.gz'));
const historyOf = (file: string) =>
  JSON.parse(gunzipSync(readFileSync(path.join(folder, file))).toString('utf8')) as Recorded;

interface Recorded {
  events: { eventType: string; activityTaskScheduledEventAttributes?: { activityId: string } }[];
}

const replay = (history: unknown) =>
  Worker.runReplayHistory({ workflowBundle: { codePath: bundlePath } }, history);

describe('a recorded run', () => {
  it.each(files)('of %s is decided the same way by the code of today', async (file) => {
    await replay(historyOf(file));
  });

  it('whose record was changed is noticed, so the test above can fail', async () => {
    const history = historyOf(files.find((file) => file.includes('parallel')) ?? '');
    const scheduled = history.events.find((event) => event.activityTaskScheduledEventAttributes);
    if (scheduled?.activityTaskScheduledEventAttributes)
      scheduled.activityTaskScheduledEventAttributes.activityId = 'other';
    await expect(replay(history)).rejects.toThrow(DeterminismViolationError);
  });
});
