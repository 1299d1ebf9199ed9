/** Failures that pass by themselves: the step stands still, and goes on without anybody when the reason is gone. */
export const budgetReachedCode = 'BUDGET_REACHED';

/** The model could not be reached, or had no time: it goes on when it answers again. */
export const modelAwayCodes: readonly string[] = [
  'MODEL_UNAVAILABLE',
  'MODEL_TIMEOUT',
  'MODEL_RATE_LIMITED',
  'BUDGET_BUSY',
];
