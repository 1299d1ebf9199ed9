import { z } from 'zod';

/** US dollars per million tokens. */
export const modelPriceSchema = z.object({ input: z.number().min(0), output: z.number().min(0) });
export type ModelPrice = z.infer<typeof modelPriceSchema>;
export type ModelPrices = Readonly<Record<string, ModelPrice>>;

/** List prices of the original OpenAI API. Another server under the same name costs something else. */
const openaiPrices: ModelPrices = {
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
};

/** What the original API asks for a model; undefined behind any other address. */
export function listPriceOf({
  name,
  baseUrl,
}: {
  name: string;
  baseUrl?: string | undefined;
}): ModelPrice | undefined {
  const isOriginal = baseUrl === undefined || URL.parse(baseUrl)?.host === 'api.openai.com';
  return isOriginal ? findPrice(name, openaiPrices) : undefined;
}

/** The price of a model by its name, with or without the date of its version. */
export function findPrice(model: string, prices: ModelPrices): ModelPrice | undefined {
  const undated = model.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  return [model, undated].filter((name) => Object.hasOwn(prices, name)).map((name) => prices[name])[0];
}

export function costOf(tokens: { inputTokens: number; outputTokens: number }, price: ModelPrice): number {
  return (tokens.inputTokens * price.input + tokens.outputTokens * price.output) / 1_000_000;
}
