import type { Projection } from '@dayshift/engine';
import type { Approval, Run } from '@dayshift/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRun } from '../runs/project-run.ts';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import { alignApprovals } from './align-approvals.ts';

let office: TestOffice;
let run: Run;
let card: Approval;
let projection: Projection;
let now: number;

beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.startClockAt(Date.now());
  office.temporal.answer = () => ({ output: { status: 200, headers: {}, body: { sum: 49 } } });
  const id = await office.publish(lookUpAndSend({ decides: 'ask', due: { amount: 4, unit: 'hours' } }));
  const url = `/api/playbooks/${id}/runs`;
  const { runId } = (await office.request('POST', url, { from: 'published', input: { order: '7' } })).body;
  run = (await office.store.runs.get(runId)) as Run; // just started
  projection = (await projectRun(office.context, run)) as Projection; // just started
  [card] = (await cards()) as [Approval]; // it asks one thing
  now = Date.now() + 3_600_000;
});
afterEach(() => office.close());

const cards = () =>
  office.store.approvals.find({
    where: { workspaceId: 'main', runId: run.id },
    order: { by: 'openedAt', direction: 'ascending' },
    limit: 50,
  });
const align = (of = projection) => alignApprovals({ ...office.context, now: () => now }, run, of);
const stateOf = async (id: string) => (await office.store.approvals.get(id))?.state;

/** A card of a question that the run does not ask (any more). */
async function leftOver(change: Partial<Approval> = {}): Promise<string> {
  const { revision: _revision, ...rest } = card;
  const id = `${card.id}-old`;
  await office.store.approvals.insert({ ...rest, id, openedAt: 1, changedAt: 1, ...change });
  return id;
}
const decision = (id: string): Approval['decision'] => ({
  id,
  verdict: 'approve',
  by: 'You',
  at: 1,
  isEdited: false,
  digest: card.digest,
  signature: 's',
});

describe('a card of a question that is over', () => {
  it('is withdrawn, and nothing is sent about it any more; the one that is asked stays', async () => {
    const id = await leftOver();
    expect(await align()).toBe(1);
    expect(await office.store.approvals.get(id)).toMatchObject({
      state: 'cancelled',
      changedAt: now,
      delivery: { state: 'applied' },
    });
    expect(await stateOf(card.id)).toBe('open');
    expect(await align()).toBe(0);
  });

  it('whose answer the run took is applied, and one it never heard of comes to nothing', async () => {
    const id = await leftOver({ state: 'decided', decision: decision('d1') });
    const seen = { ...projection, state: { ...projection.state!, seen: ['d1'] } }; // an open run has one
    expect(await align(seen)).toBe(1);
    expect(await stateOf(id)).toBe('applied');
    const row = await office.store.approvals.get(id);
    await office.store.approvals.replace({ ...row!, state: 'decided', changedAt: 1 }, row!.revision); // read above
    expect(await align()).toBe(1);
    expect(await stateOf(id)).toBe('cancelled');
  });

  it.each(['openedAt', 'changedAt'] as const)(
    'is left alone for a minute after its %s: the run may be about to close it',
    async (field) => {
      const id = await leftOver({ [field]: now - 59_999 });
      expect(await align()).toBe(0);
      expect(await stateOf(id)).toBe('open');
      now += 1;
      expect(await align()).toBe(1);
    },
  );

  it.each(['applied', 'expired', 'cancelled'] as const)('and was closed as %s stays so', async (state) => {
    const id = await leftOver({ state });
    expect(await align()).toBe(0);
    expect(await stateOf(id)).toBe(state);
  });

  it('and is closed in this moment by the run stays as the run says', async () => {
    const id = await leftOver();
    const { approvals } = office.store;
    const find = approvals.find.bind(approvals);
    approvals.find = async (query) => {
      const rows = await find(query);
      const row = await approvals.get(id);
      await approvals.replace({ ...row!, state: 'expired' }, row!.revision); // made above
      return rows;
    };
    expect(await align()).toBe(0);
    expect(await stateOf(id)).toBe('expired');
  });

  it('belongs to its own run: cards of others are not looked at', async () => {
    const id = await leftOver({ runId: 'run_other' });
    expect(await align()).toBe(0);
    expect(await stateOf(id)).toBe('open');
  });

  it('may be any where one of the questions is not known by name', async () => {
    const id = await leftOver();
    expect(await align({ ...projection, questions: {} })).toBe(0);
    expect(await stateOf(id)).toBe('open');
  });
});

describe('a question without a card', () => {
  const lose = () => office.store.approvals.remove(card.id, card.revision);

  it('has one again, as it was asked', async () => {
    await lose();
    expect(await align()).toBe(1);
    const {
      revision: _revision,
      openedAt: _opened,
      changedAt: _changed,
      delivery: _delivery,
      ...asked
    } = card;
    expect(await office.store.approvals.get(card.id)).toMatchObject({ ...asked, openedAt: now });
  });

  it.each<[string, () => Projection]>([
    ['of a run that is over', () => ({ ...projection, closed: { status: 'terminated', at: 1 } })],
    ['of a run that ended', () => ({ ...projection, state: { ...projection.state!, status: 'cancelled' } })],
    [
      'of a history that cannot be read',
      () => ({ ...projection, state: undefined }) as unknown as Projection,
    ],
    ['of a plan that is gone', () => ({ ...projection, plan: undefined }) as unknown as Projection],
    ['that is not known by name', () => ({ ...projection, questions: {} })],
  ])('%s has none', async (_name, of) => {
    await lose();
    expect(await align(of())).toBe(0);
    expect(await cards()).toEqual([]);
  });

  it('that nobody waits for any more has none', async () => {
    await lose();
    const steps = Object.fromEntries(
      Object.entries(projection.state!.steps).map(([key, step]) => [
        key,
        { ...step, status: 'done' as const },
      ]),
    );
    expect(await align({ ...projection, state: { ...projection.state!, steps } })).toBe(0); // an open run has one
  });

  it('that got one in this moment is not counted', async () => {
    const { approvals } = office.store;
    const get = approvals.get.bind(approvals);
    approvals.get = async (id) => {
      approvals.get = get;
      await get(id);
      return undefined;
    };
    expect(await align()).toBe(0);
    expect(await stateOf(card.id)).toBe('open');
  });
});
