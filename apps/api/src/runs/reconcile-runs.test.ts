import type { Run } from '@dayshift/model';
import { HistoryGone, type RunEnding } from '@dayshift/temporal-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import type { Answer } from '../test-support/simulated-temporal.ts';
import { type Round, reconcileRuns } from './reconcile-runs.ts';

let office: TestOffice;
let playbook: string;
/** How often the history of any run was read. */
let reads: number;

const hour = 3_600_000;

beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.startClockAt(Date.now());
  office.temporal.answer = ({ stepId }): Answer => ({
    output: { status: 200, headers: {}, body: stepId.startsWith('look') ? { sum: 49 } : { id: 'R1' } },
  });
  playbook = await office.publish(lookUpAndSend({ decides: 'ask', due: { amount: 4, unit: 'hours' } }));
  reads = 0;
  const { history } = office.temporal;
  office.temporal.history = function counted(...given) {
    reads += 1;
    return history.apply(this, given);
  };
});
afterEach(() => office.close());

async function aRun(): Promise<string> {
  const url = `/api/playbooks/${playbook}/runs`;
  return (await office.request('POST', url, { from: 'published', input: { order: '7' } })).body.runId;
}
const rowOf = async (id: string) => (await office.store.runs.get(id)) as Run; // started by the test
const change = async (id: string, to: Partial<Run>) => {
  const row = await rowOf(id);
  await office.store.runs.replace({ ...row, ...to }, row.revision);
};
const look = (round: Round = {}, after = hour) =>
  reconcileRuns({ ...office.context, now: () => Date.now() + after }, round);
const cardsOf = (runId: string) =>
  office.store.approvals.find({
    where: { workspaceId: 'main', runId },
    order: { by: 'openedAt', direction: 'ascending' },
    limit: 500,
  });

describe('a look at open runs', () => {
  it('passes over what was heard of a moment ago, what is over, and what only the sweeper may start', async () => {
    const [heard, over, starting] = [await aRun(), await aRun(), await aRun()];
    await change(over, { isOpen: false, state: 'cancelled' });
    await change(starting, { state: 'starting', changedAt: 1 });
    reads = 0;
    expect(await look({}, 5_000)).toBe(0);
    await change(heard, { isOpen: false });
    expect(await look()).toBe(0);
    expect(reads).toBe(0);
    expect((await rowOf(starting)).state).toBe('starting');
  });

  it('changes nothing of a run whose row is right', async () => {
    const id = await aRun();
    const before = await rowOf(id);
    expect(await look()).toBe(0);
    expect(await rowOf(id)).toEqual(before);
  });

  it('reads a history once, until it or the row has moved', async () => {
    const id = await aRun();
    const round: Round = {};
    reads = 0;
    await look(round);
    await look(round);
    expect(reads).toBe(1);
    await change(id, { title: 'Another' });
    await look(round);
    expect(reads).toBe(2);
    await office.temporal.goOn();
    await look(round);
    expect(reads).toBe(3);
  });

  it('reads the fresh history of a run that went on in one', async () => {
    await aRun();
    const round: Round = {};
    await look(round);
    reads = 0;
    const { describe: described } = office.temporal.runs;
    office.temporal.runs.describe = async (workflowId) => {
      const found = await described(workflowId);
      return found && { ...found, workflowRunId: 'another' };
    };
    await look(round);
    expect(reads).toBe(1);
  });

  it('forgets a run that is over', async () => {
    const id = await aRun();
    const round: Round = {};
    await look(round);
    expect([...(round.seen?.keys() ?? [])]).toEqual([id]);
    await office.temporal.runs.terminate(`run/${id}`);
    await look(round);
    expect([...(round.seen?.keys() ?? [])]).toEqual([]);
  });

  it('forgets all when they are too many, rather than grow for ever', async () => {
    await aRun();
    const many = new Map(Array.from({ length: 20_001 }, (_, index) => [`run_${index}`, 'x']));
    const round: Round = { seen: many };
    await look(round);
    expect(round.seen?.size).toBe(1);
    const fewer: Round = { seen: new Map([...many].slice(1)) };
    await look(fewer);
    expect(fewer.seen?.size).toBe(20_001);
  });

  it('begins again from the first after the last', async () => {
    await aRun();
    const round: Round = {};
    await look(round);
    expect(round.cursor).toBeUndefined();
  });
});

describe('a run that cannot be compared', () => {
  async function runsOf(count: number) {
    const ids: string[] = [];
    for (let made = 0; made < count; made += 1) {
      const id = await aRun();
      await change(id, { changedAt: 1_000 + made, openApprovals: 9 });
      ids.push(id);
    }
    return ids;
  }
  function failFor(ids: readonly string[]) {
    const { describe: described } = office.temporal.runs;
    const asked: string[] = [];
    office.temporal.runs.describe = async (workflowId) => {
      const id = workflowId.replace('run/', '');
      asked.push(id);
      if (ids.includes(id)) throw new Error('Temporal does not answer.');
      return described(workflowId);
    };
    return asked;
  }

  it('does not hide those after it', async () => {
    const [first = '', second = '', third = ''] = await runsOf(3);
    failFor([first, second]);
    expect(await look()).toBe(1);
    expect((await rowOf(third)).openApprovals).toBe(1);
    expect((await rowOf(first)).openApprovals).toBe(9);
  });

  it('and two more mean that Temporal is away: the rest is left for the next look', async () => {
    const ids = await runsOf(5);
    const asked = failFor(ids);
    expect(await look()).toBe(0);
    expect(asked).toEqual(ids.slice(0, 3));
  });
});

describe('a row that was told wrongly', () => {
  it.each<[string, Partial<Run>]>([
    ['its state', { state: 'working' }],
    ['its version', { version: 7 }],
    ['its open questions', { openApprovals: 3 }],
    ['where it is', { currentTitle: 'Nowhere' }],
    [
      'what is stuck',
      { stuck: [{ key: 'x', nodeId: 'x', title: 'X', failure: { code: 'A', message: 'a' } }] },
    ],
  ])('about %s is put right', async (_name, wrong) => {
    const id = await aRun();
    const right = await rowOf(id);
    await change(id, { ...wrong, reportSequence: 1 });
    expect(await look()).toBe(1);
    const { state, version, openApprovals, currentTitle, stuck } = right;
    expect(await rowOf(id)).toMatchObject({ state, version, openApprovals, currentTitle, stuck });
    expect(await look()).toBe(0);
  });

  it('by a report from after the history was read is left alone', async () => {
    const id = await aRun();
    await change(id, { openApprovals: 3, reportSequence: Number.MAX_SAFE_INTEGER });
    expect(await look()).toBe(0);
    expect((await rowOf(id)).openApprovals).toBe(3);
  });
});

describe('a run that Temporal ended', () => {
  it.each([
    ['terminated', 'cancelled'],
    ['cancelled', 'cancelled'],
    ['timed-out', 'failed'],
  ] as const)('from outside (%s) is %s, and says why', async (status, state) => {
    const id = await aRun();
    const { projection, events } = office.temporal.workflows.get(`run/${id}`)!; // just started
    const at = events.at(-1)!.at + 1;
    events.push({ type: 'run-closed', status, eventId: events.length + 1, at });
    projection.closed = { status, at };
    expect(await look()).toBe(1);
    expect(await rowOf(id)).toMatchObject({ state, isOpen: false, openApprovals: 0, endedAt: at });
    expect((await rowOf(id)).failure).toEqual({
      code: 'ENDED_OUTSIDE',
      message: 'Temporal ended this run.',
    });
  });

  it('with a failure of its own keeps that one', async () => {
    const id = await aRun();
    const { projection, events } = office.temporal.workflows.get(`run/${id}`)!; // just started
    const failure = { code: 'BROKEN', message: 'The code has a fault.' };
    const at = events.at(-1)!.at + 1;
    events.push({ type: 'run-closed', status: 'failed', failure, eventId: events.length + 1, at });
    projection.closed = { status: 'failed', at, failure };
    await look();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure });
  });

  it('with the word of the engine is what the engine said', async () => {
    const id = await aRun();
    office.temporal.areReportsLost = true;
    await office.temporal.runs.control(`run/${id}`, { verb: 'cancel', commandId: 'c1', by: 'You' });
    expect(await look()).toBe(1);
    const row = await rowOf(id);
    expect(row).toMatchObject({ state: 'cancelled', hadPerson: true });
    expect(row.failure).toBeUndefined();
  });

  it('takes its open and its decided questions with it, and leaves those that are over', async () => {
    const id = await aRun();
    const [card] = await cardsOf(id);
    const { revision: _revision, ...rest } = card!; // asked by the run
    for (const state of ['decided', 'applied', 'expired'] as const)
      await office.store.approvals.insert({
        ...rest,
        id: `${rest.id}-${state}`,
        state,
        delivery: { state: 'pending', tries: 1, nextAt: 5 },
      });
    const another = await aRun();
    await office.temporal.runs.terminate(`run/${id}`);
    await look();
    const after = (await cardsOf(id)).map((row) => [row.state, row.delivery.state]);
    expect(after.toSorted()).toEqual([
      ['applied', 'pending'],
      ['cancelled', 'none'],
      ['cancelled', 'orphaned'],
      ['expired', 'pending'],
    ]);
    expect((await cardsOf(another)).map(({ state }) => state)).toEqual(['open']);
  });

  it('takes more of them with it than are read at once', async () => {
    const id = await aRun();
    const [card] = await cardsOf(id);
    const { revision: _revision, ...rest } = card!; // asked by the run
    for (let more = 0; more < 204; more += 1)
      await office.store.approvals.insert({ ...rest, id: `${rest.id}-${more}` });
    await office.temporal.runs.terminate(`run/${id}`);
    await look();
    expect(new Set((await cardsOf(id)).map(({ state }) => state))).toEqual(new Set(['cancelled']));
  });
});

describe('a run whose history is gone', () => {
  const goneWith = (ending: RunEnding) => {
    const { runs } = office.temporal;
    office.temporal.history = async function* gone(workflowId) {
      yield* [];
      throw new HistoryGone(workflowId);
    };
    const { describe: described } = runs;
    runs.describe = async (workflowId) => {
      const found = await described(workflowId);
      return found && { ...found, status: 'COMPLETED' as const };
    };
    runs.ending = async () => ending;
  };

  it.each<[RunEnding, Partial<Run>]>([
    [
      { state: 'done', outcome: 'refunded', output: 7 },
      { state: 'done', outcome: 'refunded', output: 7 },
    ],
    [{ state: 'cancelled' }, { state: 'cancelled' }],
    [
      { state: 'failed', code: 'BROKEN', message: 'no' },
      { state: 'failed', failure: { code: 'BROKEN', message: 'no' } },
    ],
    [
      { state: 'missing' },
      {
        state: 'failed',
        failure: { code: 'RUN_MISSING', message: 'Temporal does not know this run any more.' },
      },
    ],
  ])('is what its end says: %j', async (ending, expected) => {
    const id = await aRun();
    const before = await rowOf(id);
    goneWith(ending);
    expect(await look()).toBe(1);
    const row = await rowOf(id);
    expect(row).toMatchObject({ ...expected, isOpen: false, openApprovals: 0, stuck: [] });
    expect(row).toMatchObject({
      version: before.version,
      costUsd: before.costUsd,
      hadPerson: before.hadPerson,
    });
    if (expected.failure === undefined) expect(row.failure).toBeUndefined();
  });

  it('stays as it is while Temporal says that it is open after all', async () => {
    const id = await aRun();
    const before = await rowOf(id);
    goneWith({ state: 'open' });
    expect(await look()).toBe(0);
    expect(await rowOf(id)).toEqual(before);
  });

  it('is missing where Temporal does not know it at all, and is not asked how it ended', async () => {
    const id = await aRun();
    goneWith({ state: 'done', outcome: 'made up', output: null });
    office.temporal.runs.describe = async () => undefined;
    await look();
    expect(await rowOf(id)).toMatchObject({ state: 'failed', failure: { code: 'RUN_MISSING' } });
  });
});
