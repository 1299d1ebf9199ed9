import type { Run } from '@dayshift/model';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { claimCommand } from './claim-command.ts';
import { tellRun } from './tell-run.ts';

let office: TestOffice;
let now = 1_000_000;
beforeEach(async () => {
  office = await aTestOffice();
  office.context.now = () => now;
  await office.store.runs.insert({
    id: 'run_1',
    workspaceId: 'main',
    workflowId: 'run/run_1',
    playbookId: 'pb_1',
    playbookName: 'Refunds',
    version: 1,
    title: 'A refund',
    triggerType: 'manual',
    triggerNodeId: 'start',
    trigger: {},
    state: 'stuck',
    isOpen: true,
    startedAt: 1,
    changedAt: 1,
    reportSequence: 0,
    openApprovals: 0,
    stuck: [],
    cause: '',
    costUsd: 0,
    hadPerson: false,
  });
});
afterEach(() => office.close());

const row = async () => (await office.store.runs.get('run_1')) as Run; // made before each test
const claim = async (
  id: string,
  more: { incident?: string; by?: string; verb?: 'retry' | 'set-output' } = {},
) => claimCommand(office.context, await row(), { id, incident: 'send|5', verb: 'retry', by: 'Ada', ...more });

it('of two that tell one stuck step something at once one is first, and the other hears who and what', async () => {
  await claim('c1', { verb: 'set-output', by: 'Ben' });
  await expect(claim('c2')).rejects.toMatchObject({
    status: 409,
    code: 'COMMAND_TAKEN',
    message: 'Ben was first and chose “set output”.',
    details: { by: 'Ben', verb: 'set-output' },
  });
  expect((await row()).command).toMatchObject({ id: 'c1', by: 'Ben', at: now });
});

it('who decides by the row as it is when it is written: twenty at once have one winner', async () => {
  const run = await row();
  const all = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      claimCommand(office.context, run, { id: `c${index}`, incident: 'send|5', verb: 'retry', by: 'Ada' }),
    ),
  );
  expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('the same press again is the same command, and another standstill is another matter', async () => {
  await claim('c1');
  await claim('c1');
  await claim('c2', { incident: 'send|9' });
  expect((await row()).command?.id).toBe('c2');
});

it('a command that never arrived bars the way for ten seconds', async () => {
  await claim('c1');
  now += 9_999;
  await expect(claim('c2')).rejects.toMatchObject({ code: 'COMMAND_TAKEN' });
  now += 1;
  await claim('c2');
  expect((await row()).command?.id).toBe('c2');
});

it('what a run is told is written down once, and that it was over as well', async () => {
  const message = { verb: 'retry', key: 'send', commandId: 'c1', by: 'Ada' } as const;
  const fact = { action: 'run.retry', summary: 'Tried a stuck step again.' };
  for (let press = 0; press < 2; press += 1)
    expect(await tellRun(office.context, await row(), message, fact)).toBe('not-found');
  const entries = await office.store.auditEntries.find({
    where: { workspaceId: 'main', action: 'run.retry' },
    order: { by: 'at', direction: 'ascending' },
    limit: 10,
  });
  expect(entries.map(({ result, actor, target }) => [result, actor, target]).toSorted()).toEqual([
    ['done', 'Ada', 'run_1'],
    ['refused', 'Ada', 'run_1'],
  ]);
});

it('a run that takes a command has no entry of a refusal, and one that is kept is dropped without a workflow', async () => {
  const told: string[] = [];
  office.temporal.runs.control = async (workflowId, { verb }) => {
    told.push(`${workflowId} ${verb}`);
    return 'sent';
  };
  const by = 'Ada';
  const fact = { action: 'run.told', summary: 'Told.' };
  await tellRun(office.context, await row(), { verb: 'retry', key: 'send', commandId: 'c1', by }, fact);
  await tellRun(office.context, await row(), { verb: 'cancel', commandId: 'c2', by }, fact);
  const before = await row();
  await office.store.runs.replace({ ...before, state: 'starting', isHeld: true }, before.revision);
  await tellRun(office.context, await row(), { verb: 'retry', key: 'send', commandId: 'c3', by }, fact);
  expect((await row()).isOpen).toBe(true);
  expect(await tellRun(office.context, await row(), { verb: 'cancel', commandId: 'c4', by }, fact)).toBe(
    'sent',
  );
  expect(told).toEqual(['run/run_1 retry', 'run/run_1 cancel', 'run/run_1 retry']);
  expect((await row()).isOpen).toBe(false);
  expect(await office.store.auditEntries.count({ workspaceId: 'main', action: 'run.told' })).toBe(4);
});
