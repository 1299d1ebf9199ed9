import type { Model, Usage } from '@dayshift/ai';
import { costOf, type ModelPrice, type ModelUsage } from '@dayshift/model';

/** What the requests of one step took together. `costUsd` is missing when a part of it is not known. */
export type Took = { usage?: ModelUsage; costUsd?: number };
/** What one request took; without a sum when nobody knows. */
export type Counted = { usd: number | undefined; usage: ModelUsage };

export interface Tally {
  /** Adds one request. `unknown`: it may have taken something, and nobody counted. */
  count(usage: Usage | 'unknown'): Counted;
  took(): Took;
}

/** Adds up tokens and money over the requests of one step. */
export function createTally(model: Pick<Model, 'name' | 'isPractice'>, price: ModelPrice | undefined): Tally {
  const isFree = price?.input === 0 && price.output === 0;
  const sum = { calls: 0, inputTokens: 0, outputTokens: 0, usd: 0, isUnpriced: false };

  function usageOf(tokens: Usage | undefined, isUnpriced: boolean): ModelUsage {
    return {
      model: model.name,
      inputTokens: tokens?.inputTokens ?? 0,
      outputTokens: tokens?.outputTokens ?? 0,
      ...(model.isPractice && { isPractice: true }),
      ...(isUnpriced && { isUnpriced: true }),
    };
  }

  return {
    count(usage) {
      const tokens = usage === 'unknown' || usage === null ? undefined : usage;
      const usd = tokens && price ? costOf(tokens, price) : undefined;
      const isUnpriced = usd === undefined && !isFree;
      sum.calls += 1;
      sum.inputTokens += tokens?.inputTokens ?? 0;
      sum.outputTokens += tokens?.outputTokens ?? 0;
      sum.usd += usd ?? 0;
      sum.isUnpriced ||= isUnpriced;
      return { usd, usage: usageOf(tokens, isUnpriced) };
    },
    took() {
      if (sum.calls === 0) return {};
      const usage = usageOf(sum, sum.isUnpriced);
      return { usage, ...(!sum.isUnpriced && { costUsd: sum.usd }) };
    },
  };
}
