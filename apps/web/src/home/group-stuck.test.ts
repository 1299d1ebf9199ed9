import type { RunRow } from '@dayshift/contracts';
import { expect, test } from 'vitest';
import { groupStuck } from './group-stuck.ts';

test('runs stuck for the same reason are one row that counts the others', () => {
  const groups = groupStuck([
    aStuckRun('a', 'refund', 2),
    aStuckRun('b', 'refund', 2),
    aStuckRun('c', 'reply', 0),
  ]);
  expect(groups.map(({ run, others }) => [run.id, others])).toEqual([
    ['a', 2],
    ['c', 0],
  ]);
});

test('runs without a known cause are never put together', () => {
  expect(groupStuck([aStuckRun('a'), aStuckRun('b')])).toHaveLength(2);
});

function aStuckRun(id: string, nodeId?: string, sameCause = 0): RunRow {
  return {
    id,
    title: id,
    playbookId: 'p',
    playbookName: 'P',
    version: 1,
    state: 'stuck',
    triggerType: 'manual',
    startedAt: 0,
    changedAt: 0,
    openApprovals: 0,
    costUsd: 0,
    sameCause,
    ...(nodeId === undefined ? {} : { trouble: { nodeId, title: nodeId, message: 'no', code: 'HTTP_422' } }),
  };
}
