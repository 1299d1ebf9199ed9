/** Tokens as the server counted them; null when it did not say. */
export type Usage = { inputTokens: number; outputTokens: number } | null;

/** Both halves of a repaired answer were paid for. One unknown half makes the sum unknown. */
export function addUsage(first: Usage, second: Usage): Usage {
  if (!first || !second) return null;
  return {
    inputTokens: first.inputTokens + second.inputTokens,
    outputTokens: first.outputTokens + second.outputTokens,
  };
}
