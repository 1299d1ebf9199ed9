import type { RecordedEvent, RunInput } from '@dayshift/model';
import { expect, test } from 'vitest';
import { emptyProjection, record } from './project.ts';
import { aPlan, aStep } from './testing/index.ts';

test('what the first task has already done and let go is remembered like all else', () => {
  const plan = aPlan(
    [
      aStep('trigger', 'start', { to: ['each'] }),
      aStep('scope', 'each', { bodyScopeId: 'body' }),
      aStep('compute', 'set', { scopeId: 'body', output: { of: '{{ item }}' } }),
    ],
    [{ id: 'body', kind: 'map', parentId: 'root', items: ['a', 'b', 'c'], concurrency: 2, collect: null }],
  );
  // What begins a run; the rest of an input concerns its host.
  const input = { plan, runId: 'r', trigger: {}, triggerNodeId: 'start', worker: {} } as unknown as RunInput;
  const projection = emptyProjection();
  const events: RecordedEvent[] = [
    { eventId: 1, at: 1_000, type: 'run-begun', input, workflowRunId: 'w' },
    { eventId: 2, at: 1_001, type: 'task-started' },
    { eventId: 3, at: 1_002, type: 'task-completed' },
  ];
  for (const event of events) record(projection, event);
  expect(projection.state?.status).toBe('completed');
  expect(Object.keys({ ...projection.state?.steps, ...projection.pruned }).sort()).toEqual([
    'each',
    'set@0',
    'set@1',
    'set@2',
    'start',
  ]);
});
