import { type Meter, tookOf } from '@dayshift/ai';
import type { AgentHost } from '../activity-host.ts';
import type { Performance } from '../operation-handler.ts';
import { findPayer } from './find-payer.ts';
import { priceOf } from './price-of.ts';
import { createTally, type Took } from './tally.ts';

export type CallMeter = { meter: Meter; took(): Took };

const free = { input: 0, output: 0 };

/**
 * Stands before each request of one step to the model: reserves the most it can cost from its worker's budget of the day,
 * settles what it did cost, and counts its tokens. What cannot be paid for is not asked; what is free costs no write.
 */
export async function meterCalls(host: AgentHost, performance: Performance): Promise<CallMeter> {
  const { store, model } = host;
  const price = model.isPractice ? free : await priceOf(store, performance.call.workspaceId, model);
  const isFree = price?.input === 0 && price.output === 0;
  const payer = isFree ? undefined : await findPayer(host, performance);
  const tally = createTally(model, price);

  const meter: Meter = async (bound, ask) => {
    const settle = await payer?.reserve(bound, price);
    try {
      const answer = await ask();
      const counted = tally.count(answer.usage);
      await settle?.(counted);
      return answer;
    } catch (error) {
      const took = tookOf(error);
      await settle?.(took === 'nothing' ? took : tally.count(took));
      throw error;
    }
  };
  return { meter, took: tally.took };
}
