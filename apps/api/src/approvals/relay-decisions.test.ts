import type { Approval } from '@dayshift/model';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aTestOffice, type TestOffice } from '../test-support/a-test-office.ts';
import { lookUpAndSend } from '../test-support/graphs.ts';
import { decideApproval } from '../use-cases/decide-approval.ts';
import { deliverDecision } from './deliver-decision.ts';
import { relayDecisions } from './relay-decisions.ts';

let office: TestOffice;
let card: Approval;
let sent: string[];
let now: number;

beforeEach(async () => {
  office = await aTestOffice();
  office.temporal.startClockAt(Date.now());
  office.temporal.answer = () => ({ output: { status: 200, headers: {}, body: { sum: 49 } } });
  const id = await office.publish(lookUpAndSend({ decides: 'ask', due: { amount: 4, unit: 'hours' } }));
  await office.request('POST', `/api/playbooks/${id}/runs`, { from: 'published', input: { order: '7' } });
  const [row] = (await office.request('GET', '/api/approvals')).body.items;
  card = (await office.store.approvals.get(row.id)) as Approval; // listed a moment ago
  now = Date.now();
  office.context.now = () => now;
  office.temporal.isDown = true;
  await decideApproval(office.context, {
    id: card.id,
    decisionId: 'decision-0001',
    verdict: 'approve',
    digest: card.digest,
    by: 'You',
  });
  sent = [];
});
afterEach(() => office.close());

const stored = async () => (await office.store.approvals.get(card.id)) as Approval; // asked before each test
const change = async (to: (row: Approval) => Approval) => {
  const row = await stored();
  await office.store.approvals.replace(to(row), row.revision);
};
/** Temporal takes it, and the run has not come to it yet. */
function takeIt(meanwhile: () => Promise<void> = async () => undefined) {
  office.temporal.isDown = false;
  office.temporal.runs.decide = async (_workflowId, { decisionId }) => {
    sent.push(decisionId);
    await meanwhile();
    return 'sent';
  };
}

describe('a decision that did not reach its run', () => {
  it('is sent again when its time has come and not before', async () => {
    takeIt();
    const { nextAt, tries, state } = (await stored()).delivery;
    expect({ nextAt, tries, state }).toEqual({ nextAt: now + 2_000, tries: 1, state: 'pending' });
    now = nextAt - 1;
    expect(await relayDecisions(office.context)).toBe(0);
    expect(sent).toEqual([]);
    now = nextAt;
    expect(await relayDecisions(office.context)).toBe(1);
    expect(sent).toEqual(['decision-0001']);
  });

  it('is tried after 4, 8, 16 seconds, a minute at most', async () => {
    const pauses: number[] = [];
    for (let tries = 2; tries <= 13; tries += 1) {
      now = (await stored()).delivery.nextAt;
      await relayDecisions(office.context);
      const { delivery } = await stored();
      expect(delivery).toMatchObject({ state: 'pending', tries });
      pauses.push((delivery.nextAt - now) / 1_000);
    }
    expect(pauses).toEqual([4, 8, 16, 32, 60, 60, 60, 60, 60, 60, 60, 60]);
  });

  it('is leased while it is being sent: 20 seconds, should the sender die', async () => {
    let leased = 0;
    takeIt(async () => {
      leased = (await stored()).delivery.nextAt;
    });
    now += 10_000;
    await relayDecisions(office.context);
    expect(leased).toBe(now + 20_000);
  });

  it('is sent once more when the run says nothing for a minute', async () => {
    takeIt();
    now += 10_000;
    await relayDecisions(office.context);
    expect((await stored()).delivery).toEqual({ state: 'sent', tries: 2, nextAt: now + 60_000 });
    now += 59_999;
    await relayDecisions(office.context);
    expect(sent).toHaveLength(1);
    now += 1;
    await relayDecisions(office.context);
    expect(sent).toHaveLength(2);
  });

  it('is not sent by who saw it before another one took it', async () => {
    takeIt();
    now += 10_000;
    const { approvals } = office.store;
    const find = approvals.find.bind(approvals);
    approvals.find = async (query) => {
      const due = await find(query);
      await change((row) => ({ ...row, delivery: { ...row.delivery, nextAt: now + 20_000 } }));
      return due;
    };
    await relayDecisions(office.context);
    expect(sent).toEqual([]);
  });

  it('is not sent by who saw it before the run was found to be over', async () => {
    takeIt();
    now += 10_000;
    const { approvals } = office.store;
    const find = approvals.find.bind(approvals);
    approvals.find = async (query) => {
      const due = await find(query);
      await change((row) => ({ ...row, state: 'cancelled' }));
      return due;
    };
    await relayDecisions(office.context);
    expect(sent).toEqual([]);
    expect(await stored()).toMatchObject({ state: 'cancelled' });
  });

  it.each(['applied', 'cancelled'] as const)(
    'that the run made %s before the sender noted it stays so',
    async (state) => {
      takeIt(() => change((row) => ({ ...row, state, delivery: { ...row.delivery, state: 'applied' } })));
      now += 10_000;
      await relayDecisions(office.context);
      expect(await stored()).toMatchObject({ state, delivery: { state: 'applied', tries: 1 } });
    },
  );

  it('is nobody’s where the row is gone by then', async () => {
    takeIt(async () => {
      const row = await stored();
      await office.store.approvals.remove(row.id, row.revision);
    });
    const row = await stored();
    expect(await deliverDecision(office.context, row)).toBe(row);
  });

  it('does not take effect before it is written down', async () => {
    takeIt();
    now += 10_000;
    const { auditEntries } = office.store;
    auditEntries.insert = () => Promise.reject(new Error('the store is away'));
    await expect(relayDecisions(office.context)).rejects.toThrow('the store is away');
    expect(sent).toEqual([]);
  });

  it('is written down once, however often it is sent', async () => {
    takeIt();
    for (const minutes of [1, 3, 5]) {
      now += minutes * 60_000;
      await relayDecisions(office.context);
    }
    expect(sent).toHaveLength(3);
    const entries = await office.store.auditEntries.find({
      where: { workspaceId: 'main', action: 'approval.approved' },
      order: { by: 'at', direction: 'ascending' },
      limit: 10,
    });
    expect(entries).toHaveLength(1);
  });
});

it('a question without a decision is not sent at all', async () => {
  takeIt();
  const { decision: _decision, ...open } = await stored();
  expect(await deliverDecision(office.context, open)).toBe(open);
  expect(sent).toEqual([]);
});
