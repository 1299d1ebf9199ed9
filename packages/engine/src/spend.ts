import type { Json, ModelTotals, ModelUsage } from '@dayshift/model';
import type { Draft } from './draft.ts';

type Spent = { costUsd?: number; usage?: ModelUsage };

/** Adds what a call took to the run, and gives what its step says about it. */
export function spend(draft: Draft, { costUsd, usage }: Spent): Spent {
  draft.state.costUsd += costUsd ?? 0;
  if (usage) draft.state.modelTotals = add(draft.state.modelTotals, usage);
  return { ...(costUsd !== undefined && { costUsd }), ...(usage && { usage }) };
}

/** A failed answer was paid for as well; its failure tells. */
export function spentByFailure(details: Json | undefined): Spent {
  if (typeof details !== 'object' || details === null || Array.isArray(details)) return {};
  const { usage, costUsd } = details;
  return {
    ...(typeof costUsd === 'number' && { costUsd }),
    ...(isUsage(usage) && { usage: usage as ModelUsage }), // its fields are checked
  };
}

function isUsage(value: Json | undefined): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return typeof value.inputTokens === 'number' && typeof value.outputTokens === 'number';
}

const nothing: ModelTotals = {
  calls: 0,
  inputTokens: 0,
  outputTokens: 0,
  practiceCalls: 0,
  unpricedCalls: 0,
};

function add(before: ModelTotals = nothing, usage: ModelUsage): ModelTotals {
  return {
    calls: before.calls + 1,
    inputTokens: before.inputTokens + usage.inputTokens,
    outputTokens: before.outputTokens + usage.outputTokens,
    practiceCalls: before.practiceCalls + Number(usage.isPractice ?? false),
    unpricedCalls: before.unpricedCalls + Number(usage.isUnpriced ?? false),
  };
}
