/** Tokens as the server counted them; null when it did not say. */
export type Usage = { inputTokens: number; outputTokens: number } | null;

/** US dollars per million tokens. */
export type Price = { input: number; output: number };
export type PriceTable = Readonly<Record<string, Price>>;

/** List prices of the original OpenAI API. Another server under the same name costs something else. */
export const openaiPrices: PriceTable = {
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
};

/** Both halves of a repaired answer were paid for. One unknown half makes the sum unknown. */
export function addUsage(first: Usage, second: Usage): Usage {
  if (!first || !second) return null;
  return {
    inputTokens: first.inputTokens + second.inputTokens,
    outputTokens: first.outputTokens + second.outputTokens,
  };
}

/** The price of a model by its name, with or without the date of its version. */
export function findPrice(model: string, prices: PriceTable): Price | undefined {
  const undated = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  return [model, undated].filter((name) => Object.hasOwn(prices, name)).map((name) => prices[name])[0];
}

export function costOf(tokens: { inputTokens: number; outputTokens: number }, price: Price): number {
  return (tokens.inputTokens * price.input + tokens.outputTokens * price.output) / 1_000_000;
}
