import { type Approval, newId, noDeadline, type Run } from '@dayshift/model';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mongoPlace, sqlitePlace } from '../contract/test-places.ts';
import { CursorError, NotFoundError } from '../errors.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import * as approvals from './approvals.ts';
import { listAuditEntries } from './audit-entries.ts';
import * as deliverables from './deliverables.ts';
import { listEffectsOfRun } from './effects.ts';
import { listKeptMails } from './kept-mails.ts';
import type { Page } from './page.ts';
import * as playbooks from './playbooks.ts';
import * as runs from './runs.ts';
import { findSetting, putSetting } from './settings.ts';
import { takeTriggerEvent } from './trigger-events.ts';
import { listWorkers } from './workers.ts';

describe.each([sqlitePlace(), await mongoPlace()])('the product store in $name', (where) => {
  if ('unavailable' in where) {
    // Nothing to try it on; the reason was printed.
    test.skip(where.unavailable);
    return;
  }
  let store: Store;
  beforeAll(async () => {
    store = await openStore(where.place);
  });
  afterAll(async () => {
    await store?.close();
    await where.stop();
  });
  /** Each test has a workspace of its own. */
  const aWorkspace = () => newId('ws');

  test('what belongs to another workspace is not there', async () => {
    const [mine, theirs] = [aWorkspace(), aWorkspace()];
    const run = aRun(theirs);
    await store.runs.insert(run);
    expect(await runs.findRun(store, theirs, run.id)).toMatchObject(run);
    expect(await runs.findRun(store, mine, run.id)).toBeUndefined();
    await expect(runs.getRun(store, mine, run.id)).rejects.toThrow(NotFoundError);
    expect((await runs.listRuns(store, mine)).items).toEqual([]);
  });

  test('a forgotten workspace is refused and never means all of them', async () => {
    const forgotten = undefined as unknown as string;
    await expect(runs.findRun(store, forgotten, 'x')).rejects.toThrow(TypeError);
    await expect(runs.listRuns(store, '')).rejects.toThrow(TypeError);
    expect(() => approvals.listOpenApprovals(store, forgotten)).toThrow(TypeError);
    await expect(putSetting(store, '', 'name', 1)).rejects.toThrow(TypeError);
  });

  test('runs are filtered by every combination, newest first', async () => {
    const workspace = aWorkspace();
    for (let index = 0; index < 8; index += 1)
      await store.runs.insert({
        ...aRun(workspace),
        title: `Run ${index}`,
        startedAt: index,
        state: index % 2 ? 'stuck' : 'done',
        playbookId: index < 4 ? 'pb_a' : 'pb_b',
        workerId: index < 6 ? 'wk_a' : 'wk_b',
        cause: index % 2 ? 'pb|node|HTTP' : '',
      });
    const titles = async (filter: runs.RunFilter) =>
      (await runs.listRuns(store, workspace, filter)).items.map((run) => run.title.slice(4)).join('');
    expect(await titles({})).toBe('76543210');
    expect(await titles({ states: ['stuck', 'failed'] })).toBe('7531');
    expect(await titles({ playbookId: 'pb_a' })).toBe('3210');
    expect(await titles({ workerId: 'wk_a', playbookId: 'pb_b' })).toBe('54');
    expect(await titles({ workerId: 'wk_a', states: ['done'], startedFrom: 1, startedBefore: 4 })).toBe('2');
    expect(await titles({ cause: 'pb|node|HTTP', playbookId: 'pb_b' })).toBe('75');
    expect(await titles({ text: 'RUN 3' })).toBe('3');
    expect(await titles({ text: 'nowhere' })).toBe('');
    expect(await runs.countRunsByState(store, workspace)).toEqual({ stuck: 4, done: 4 });
  });

  test('pages follow their cursor to the end, with and without a text', async () => {
    const workspace = aWorkspace();
    for (let index = 0; index < 12; index += 1)
      await store.runs.insert({
        ...aRun(workspace),
        title: `Mail ${index}`,
        startedAt: Math.floor(index / 3),
      });
    const all = (filter: runs.RunFilter) =>
      readAll((cursor) => runs.listRuns(store, workspace, { ...filter, cursor, limit: 5 }));
    expect(new Set((await all({})).map((run) => run.id)).size).toBe(12);
    expect(await all({})).toHaveLength(12);
    const found = (await all({ text: 'mail 1' })).map((run) => run.title);
    expect(found.toSorted()).toEqual(['Mail 1', 'Mail 10', 'Mail 11']);
    await expect(runs.listRuns(store, workspace, { cursor: 'nonsense' })).rejects.toThrow(CursorError);
    const foreign = Buffer.from('[{"$gt":""},"x"]').toString('base64url');
    await expect(runs.listRuns(store, workspace, { cursor: foreign })).rejects.toThrow(CursorError);
  });

  test('the inbox lists what is open, oldest due first', async () => {
    const workspace = aWorkspace();
    for (const dueAt of [30, 10, 20]) await store.approvals.insert({ ...anApproval(workspace), dueAt });
    await store.approvals.insert({ ...anApproval(workspace), state: 'decided', dueAt: 5 });
    const inbox = await approvals.listOpenApprovals(store, workspace);
    expect(inbox.items.map((approval) => approval.dueAt)).toEqual([10, 20, 30]);
    expect(await approvals.countOpenByAssignee(store, workspace)).toEqual({
      [anApproval(workspace).assignee]: 3,
    });
    expect((await approvals.listClosedApprovals(store, workspace)).items).toHaveLength(1);
    expect((await approvals.listApprovalsOfRun(store, workspace, 'run_1')).items).toHaveLength(4);
  });

  test('what is due soon stands first, then what is older, whatever the page size', async () => {
    const workspace = aWorkspace();
    const asked = (name: string, openedAt: number, dueAt: number, assignee = 'You') =>
      store.approvals.insert({ ...anApproval(workspace), title: name, openedAt, dueAt, assignee });
    await asked('young, never due', 50, noDeadline);
    await asked('old, never due', 10, noDeadline, 'Anyone');
    await asked('due later', 30, 5_000);
    await asked('overdue', 60, 90);
    await asked('due soon', 70, 120);
    await asked('for somebody else', 1, 95, 'Support lead');
    const wanted = ['overdue', 'due soon', 'old, never due', 'due later', 'young, never due'];
    for (const limit of [1, 2, 3, 4, 5, 6, 50]) {
      const read: string[] = [];
      let cursor: string | undefined;
      do {
        const page: Page<Approval> = await approvals.listWaitingApprovals(store, workspace, {
          assignees: ['You', 'Anyone'],
          // Later pages are asked for later: the border must not move between them.
          pressingBefore: cursor === undefined ? 1_000 : 9_000,
          cursor,
          limit,
        });
        read.push(...page.items.map(({ title }) => title));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      expect(read).toEqual(wanted);
    }
    await expect(
      approvals.listWaitingApprovals(store, workspace, {
        assignees: ['You'],
        pressingBefore: 1,
        cursor: 'else',
      }),
    ).rejects.toThrow(CursorError);
    const none = await approvals.listWaitingApprovals(store, workspace, { assignees: [], pressingBefore: 1 });
    expect(none.items).toEqual([]);
  });

  test('an approval is decided once however many decide', async () => {
    const workspace = aWorkspace();
    const approval = anApproval(workspace);
    await store.approvals.insert(approval);
    const decide = () =>
      approvals.updateApproval(store, workspace, approval.id, (current) =>
        current.state === 'open' ? { ...current, state: 'decided' } : undefined,
      );
    const outcomes = await Promise.all(Array.from({ length: 10 }, decide));
    expect(outcomes.filter((outcome) => outcome.kind === 'done')).toHaveLength(1);
    await expect(
      approvals.updateApproval(store, aWorkspace(), approval.id, (current) => current),
    ).rejects.toThrow(NotFoundError);
  });

  test('the relay finds the decisions that are due, in its own workspace', async () => {
    const workspace = aWorkspace();
    const decided = (of: string, state: 'pending' | 'sent', nextAt: number): Omit<Approval, 'revision'> => ({
      ...anApproval(of),
      state: 'decided',
      delivery: { state, tries: 0, nextAt },
    });
    const due = decided(workspace, 'pending', 5);
    for (const each of [due, decided(workspace, 'sent', 500), decided(aWorkspace(), 'pending', 5)])
      await store.approvals.insert(each);
    const found = await approvals.findDecisionsToDeliver(store, workspace, { now: 10, limit: 10 });
    expect(found.map((approval) => approval.id)).toEqual([due.id]);
  });

  test('the reconciler comes by every open run that is quiet, some at a time', async () => {
    const workspace = aWorkspace();
    const quiet = [1, 2, 3].map((at) => ({ ...aRun(workspace), changedAt: at }));
    for (const each of quiet) await store.runs.insert(each);
    await store.runs.insert({ ...aRun(workspace), changedAt: 2, isOpen: false });
    await store.runs.insert({ ...aRun(workspace), changedAt: 50 });
    const first = await runs.listQuietRuns(store, workspace, { since: 10, limit: 2 });
    const { nextCursor: cursor } = first;
    const second = await runs.listQuietRuns(store, workspace, { since: 10, limit: 2, cursor });
    expect([...first.items, ...second.items].map((run) => run.id)).toEqual(quiet.map(({ id }) => id));
    expect(second.nextCursor).toBeUndefined();
  });

  test('of a burst of one delivery one is taken, and the others learn its run', async () => {
    const workspace = aWorkspace();
    const take = (index: number) =>
      takeTriggerEvent(store, workspace, { triggerId: 't', deliveryId: 'd', runId: `run_${index}`, at: 1 });
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, index) => take(index)));
    const taken = outcomes.filter((outcome) => outcome.kind === 'taken');
    expect(taken).toHaveLength(1);
    expect(new Set(outcomes.map((outcome) => outcome.event.runId))).toEqual(new Set([taken[0]?.event.runId]));
  });

  test('a setting is what it was last set to', async () => {
    const workspace = aWorkspace();
    expect(await findSetting(store, workspace, 'tour')).toBeUndefined();
    await putSetting(store, workspace, 'tour', { step: 1 });
    await putSetting(store, workspace, 'tour', { step: 2 });
    expect(await findSetting(store, workspace, 'tour')).toEqual({ step: 2 });
  });

  test('every list is served by an index', async () => {
    const workspace = aWorkspace();
    const lists = [
      playbooks.listPlaybooks(store, workspace, { workerId: 'wk' }),
      playbooks.listVersions(store, workspace, 'pb'),
      listWorkers(store, workspace),
      approvals.listOpenApprovals(store, workspace, { playbookId: 'pb', workerId: 'wk' }),
      deliverables.listDeliverables(store, workspace, { workerId: 'wk', playbookId: 'pb' }),
      deliverables.listDeliverablesOfRun(store, workspace, 'run'),
      deliverables.listVersionsOfDeliverable(store, workspace, 'report.md'),
      listEffectsOfRun(store, workspace, 'run'),
      listAuditEntries(store, workspace, { actor: 'me', target: 'pb' }),
      listKeptMails(store, workspace),
    ];
    for (const page of await Promise.all<Page<unknown>>(lists)) expect(page).toEqual({ items: [] });
  });
});

async function readAll(list: (cursor: string | undefined) => Promise<Page<Run>>): Promise<Run[]> {
  const items: Run[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 100; page += 1) {
    const next = await list(cursor);
    items.push(...next.items);
    cursor = next.nextCursor;
    if (!cursor) return items;
  }
  throw new Error('The list never ended.');
}

function aRun(workspaceId: string): Omit<Run, 'revision'> {
  const id = newId('run');
  return {
    id,
    workspaceId,
    workflowId: id,
    playbookId: 'pb',
    playbookName: 'Answer or refund',
    version: 1,
    title: 'A run',
    triggerType: 'manual',
    triggerNodeId: 'n1',
    trigger: {},
    state: 'working',
    isOpen: true,
    startedAt: 1,
    changedAt: 1,
    reportSequence: 0,
    openApprovals: 0,
    stuck: [],
    cause: '',
    costUsd: 0,
    hadPerson: false,
  };
}

function anApproval(workspaceId: string): Omit<Approval, 'revision'> {
  return {
    id: newId('ap'),
    workspaceId,
    runId: 'run_1',
    workflowId: 'run_1',
    playbookId: 'pb',
    playbookName: 'Answer or refund',
    version: 1,
    runTitle: 'A run',
    key: 'ask',
    nodeId: 'n2',
    stepTitle: 'Ask',
    title: 'Refund 60 €',
    action: { operation: 'http.request', input: { 'a.b': { $ref: '#' } } },
    assignee: 'anyone',
    digest: 'd',
    state: 'open',
    openedAt: 1,
    dueAt: 1,
    changedAt: 1,
    delivery: { state: 'none', tries: 0, nextAt: 1 },
  };
}
