import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { TokenBound } from '@dayshift/ai';
import { costOf, dayInZone, type ModelPrice, type Worker } from '@dayshift/model';
import {
  countUnpriced,
  findRun,
  findWorker,
  reserveSpending,
  type Store,
  settleSpending,
  type WorkerDay,
} from '@dayshift/store';
import type { AgentHost } from '../activity-host.ts';
import type { Performance } from '../operation-handler.ts';
import { budgetBusy, budgetReached } from './budget-failures.ts';
import type { Counted } from './tally.ts';

/** Says what a request came to. Never fails: what cannot be settled stays reserved, and with that counted as spent. */
export type Settle = (took: Counted | 'nothing') => Promise<void>;

export interface Payer {
  /** Sets the most a request can cost aside, waits for room where calls under way leave some, or refuses by name. */
  reserve(bound: TokenBound, price: ModelPrice | undefined): Promise<Settle>;
}

/** A settlement may come this much later than the call's own end. */
const graceMs = 60_000;
const shortestWaitMs = 100;

/** The worker whose budget pays; a run that belongs to nobody has none. */
export async function findPayer({ store }: AgentHost, performance: Performance): Promise<Payer | undefined> {
  const { workspaceId, runId } = performance.call;
  const { workerId, testedNodeId } = (await findRun(store, workspaceId, runId)) ?? {};
  const worker = workerId === undefined ? undefined : await findWorker(store, workspaceId, workerId);
  return worker && payerOf(store, worker, { ...performance, isTest: testedNodeId !== undefined });
}

function payerOf(
  store: Store,
  payer: Worker,
  { call: { workspaceId }, idempotencyKey, signal, timeoutMs, isTest }: Performance & { isTest: boolean },
): Payer {
  const dayOf = ({ timeZone }: Worker): WorkerDay => ({
    workspaceId,
    workerId: payer.id,
    day: dayInZone(timeZone, Date.now()),
  });

  async function reserve(bound: TokenBound, price: ModelPrice): Promise<Settle> {
    const request = { call: idempotencyKey, token: randomUUID(), usd: costOf(bound, price) };
    const giveUpAt = Date.now() + timeoutMs / 2;
    for (;;) {
      // Read anew each time: a raise counts at once.
      const worker = (await findWorker(store, workspaceId, payer.id)) ?? payer;
      const day = dayOf(worker);
      const now = Date.now();
      const outcome = await reserveSpending(store, day, {
        ...request,
        budgetUsd: worker.budgetUsdPerDay,
        now,
        until: now + timeoutMs + graceMs,
      });
      if (outcome.kind === 'reserved')
        return (took) => settleSpending(store, day, request, took).catch(() => undefined);
      if (outcome.kind === 'reached') {
        const { spentUsd } = outcome;
        throw budgetReached(worker, { spentUsd, neededUsd: request.usd, isTest });
      }
      if (now > giveUpAt) throw budgetBusy(worker);
      await pause(shortestWaitMs * (1 + Math.random() * 4), undefined, { signal });
    }
  }

  return {
    async reserve(bound, price) {
      if (price) return reserve(bound, price);
      // Nothing to set aside; its tokens are counted all the same.
      return async (took) => {
        if (took !== 'nothing') await countUnpriced(store, dayOf(payer), took.usage).catch(() => undefined);
      };
    },
  };
}
