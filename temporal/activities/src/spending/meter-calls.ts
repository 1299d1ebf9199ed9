import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Meter, type TokenBound, tookOf, type Usage } from '@dayshift/ai';
import { costOf, dayInZone, type ModelPrice, type ModelUsage, type Worker } from '@dayshift/model';
import {
  countUnpriced,
  findRun,
  findWorker,
  reserveSpending,
  settleSpending,
  type WorkerDay,
} from '@dayshift/store';
import type { AgentHost } from '../activity-host.ts';
import { OperationFailure, refused } from '../operation-failure.ts';
import type { Performance } from '../operation-handler.ts';
import { priceOf } from './price-of.ts';
import { usdInWords } from './usd-in-words.ts';

/** What the requests of one step took together. `costUsd` is missing when a part of it is not known. */
export type Took = { usage?: ModelUsage; costUsd?: number };
export type CallMeter = { meter: Meter; took(): Took };

/** A settlement may come this much later than the call's own end. */
const graceMs = 60_000;
const shortestWaitMs = 100;

/**
 * Stands before each request of one step to the model: reserves the most it can cost from its worker's budget of the day,
 * settles what it did cost, and counts its tokens. What cannot be paid for is not asked.
 */
export async function meterCalls(host: AgentHost, performance: Performance): Promise<CallMeter> {
  const { store, model } = host;
  const price = model.isPractice
    ? { input: 0, output: 0 }
    : await priceOf(store, performance.call.workspaceId, model);
  const isFree = price?.input === 0 && price.output === 0;
  const payer = isFree ? undefined : await findPayer(host, performance);
  const sum = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0, isUnpriced: false };

  const count = (usage: Usage | 'unknown'): { usd: number | undefined; usage: ModelUsage } => {
    const tokens = usage === 'unknown' || usage === null ? undefined : usage;
    const usd = tokens && price ? costOf(tokens, price) : undefined;
    sum.calls += 1;
    sum.inputTokens += tokens?.inputTokens ?? 0;
    sum.outputTokens += tokens?.outputTokens ?? 0;
    sum.usd += usd ?? 0;
    sum.isUnpriced ||= usd === undefined && !isFree;
    return { usd, usage: usageOf(tokens, usd === undefined && !isFree) };
  };
  const usageOf = (tokens: Usage | undefined, isUnpriced: boolean): ModelUsage => ({
    model: model.name,
    inputTokens: tokens?.inputTokens ?? 0,
    outputTokens: tokens?.outputTokens ?? 0,
    ...(model.isPractice && { isPractice: true }),
    ...(isUnpriced && { isUnpriced: true }),
  });

  const meter: Meter = async (bound, ask) => {
    const settle = payer ? await payer.reserve(bound, price) : async () => {};
    try {
      const answer = await ask();
      await settle(count(answer.usage));
      return answer;
    } catch (error) {
      const took = tookOf(error);
      await settle(took === 'nothing' ? took : count(took));
      throw error;
    }
  };
  return {
    meter,
    took: () =>
      sum.calls === 0
        ? {}
        : {
            usage: usageOf(sum, sum.isUnpriced),
            ...(!sum.isUnpriced && { costUsd: sum.usd }),
          },
  };
}

type Settle = (took: { usd: number | undefined; usage: ModelUsage } | 'nothing') => Promise<void>;

/** The worker whose budget pays; a run that belongs to nobody has none. */
async function findPayer({ store }: AgentHost, { call, idempotencyKey, signal, timeoutMs }: Performance) {
  const run = await findRun(store, call.workspaceId, call.runId);
  const { workerId } = run ?? {};
  if (workerId === undefined || !(await findWorker(store, call.workspaceId, workerId))) return undefined;

  return {
    async reserve(bound: TokenBound, price: ModelPrice | undefined): Promise<Settle> {
      if (!price)
        return async (took) =>
          took === 'nothing' ? undefined : countUnpriced(store, await today(), took.usage);
      const request = { call: idempotencyKey, token: randomUUID(), usd: costOf(bound, price) };
      const giveUpAt = Date.now() + timeoutMs / 2;
      for (;;) {
        // Read anew each time: a raise counts at once.
        const worker = await findWorker(store, call.workspaceId, workerId);
        if (!worker) return async () => {};
        const day = dayOf(worker);
        const now = Date.now();
        const outcome = await reserveSpending(store, day, {
          ...request,
          budgetUsd: worker.budgetUsdPerDay,
          now,
          until: now + timeoutMs + graceMs,
        });
        if (outcome.kind === 'reserved') return settlement(day, request);
        if (outcome.kind === 'reached') throw budgetReached(worker, outcome.spentUsd, request.usd);
        if (now > giveUpAt) throw budgetBusy(worker);
        await pause(shortestWaitMs * (1 + Math.random() * 4), undefined, { signal });
      }
    },
  };

  function settlement(day: WorkerDay, request: { call: string; token: string }): Settle {
    // The answer is worth more than its bookkeeping: what cannot be settled stays reserved, and with that counted as spent.
    return (took) => settleSpending(store, day, request, took).catch(() => undefined);
  }

  function dayOf(worker: Worker): WorkerDay {
    return {
      workspaceId: call.workspaceId,
      workerId: worker.id,
      day: dayInZone(worker.timeZone, Date.now()),
    };
  }

  async function today(): Promise<WorkerDay> {
    const worker = await findWorker(store, call.workspaceId, workerId ?? '');
    if (worker) return dayOf(worker);
    return { workspaceId: call.workspaceId, workerId: workerId ?? '', day: dayInZone('UTC', Date.now()) };
  }
}

function budgetReached(worker: Worker, spentUsd: number, neededUsd: number): OperationFailure {
  const { name, budgetUsdPerDay, timeZone } = worker;
  const text =
    budgetUsdPerDay === 0
      ? `${name} has a budget of $0 a day, so no model is asked that costs anything. Raise the budget to go on.`
      : `${name} has spent ${usdInWords(spentUsd)} of ${usdInWords(budgetUsdPerDay)} today, and this call may cost up to ${usdInWords(neededUsd)}. It goes on by itself after midnight (${timeZone}), or once the budget is raised.`;
  return refused('BUDGET_REACHED', text, { budgetUsd: budgetUsdPerDay, spentUsd, neededUsd });
}

/** The rest of the budget is set aside for calls under way; what they leave is known in a moment. */
function budgetBusy({ name }: Worker): OperationFailure {
  const text = `The rest of ${name}’s budget is set aside for calls under way; it is tried again in a moment.`;
  return new OperationFailure('BUDGET_BUSY', text, {
    isRetryable: true,
    effect: 'not-happened',
    retryAfterSeconds: 5,
  });
}
