import type { Egress } from '@dayshift/egress';
import OpenAI from 'openai';
import { createAsk } from './ask.ts';
import { createChat } from './chat.ts';
import { createExtract, type Extracted, type ExtractRequest } from './extract.ts';
import { costOf, openaiPrices, type PriceTable, type Usage } from './usage.ts';

export type ModelOptions = {
  /** Any server that speaks chat completions; the original API when left out. */
  baseUrl?: string;
  apiKey?: string;
  name: string;
  egress: Pick<Egress, 'fetch'>;
  /** The scripted model of the practice office: labelled as such wherever it answers, and free. */
  isPractice: boolean;
  prices?: PriceTable;
  timeoutMs?: number;
  maxAnswerBytes?: number;
};

export type DraftRequest = {
  system: string;
  prompt: string;
  maxTokens?: number;
  signal?: AbortSignal;
  timeoutMs?: number;
};
type Billed = { usage: Usage; costUsd: number | null; model: string };

/** A language model behind the two things playbooks ask of it. Every failure is a `ModelError`. */
export type Model = {
  name: string;
  isPractice: boolean;
  extract: (request: ExtractRequest) => Promise<Extracted & Billed>;
  draft: (request: DraftRequest) => Promise<{ text: string } & Billed>;
};

const originalUrl = 'https://api.openai.com/v1';

export function createModel(options: ModelOptions): Model {
  const { name, isPractice, egress } = options;
  const baseUrl = options.baseUrl ?? originalUrl;
  const isOriginal = new URL(baseUrl).host === new URL(originalUrl).host;
  const timeoutMs = options.timeoutMs ?? 100_000;
  const maxAnswerBytes = options.maxAnswerBytes ?? 128 * 1024;
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: options.apiKey ?? 'none',
    // null, because undefined would make the SDK read the environment
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // later than our own deadline, which is the one with a name
    timeout: timeoutMs + 5_000,
    logLevel: 'off',
    // The envelope of an answer is larger than its text, and JSON escapes may double it.
    fetch: (url, init) =>
      egress.fetch(url instanceof Request ? url.url : url, {
        ...init,
        timeoutMs,
        maxResponseBytes: 4 * maxAnswerBytes,
      }),
  });
  const ask = createAsk(createChat({ client, model: name, maxAnswerBytes }));
  const extract = createExtract(ask, name);
  const prices = options.prices ?? (isOriginal ? openaiPrices : {});
  const deadlineOf = (request: { timeoutMs?: number | undefined }) => {
    const afterMs = Math.min(timeoutMs, request.timeoutMs ?? timeoutMs);
    return { signal: AbortSignal.timeout(afterMs), afterMs };
  };
  const bill = (usage: Usage): Billed => ({
    usage,
    costUsd: isPractice ? 0 : costOf(name, usage, prices),
    model: name,
  });

  return {
    name,
    isPractice,
    async extract(request) {
      const { value, usage, repaired } = await extract({
        ...request,
        deadline: deadlineOf(request),
      });
      return { value, repaired, ...bill(usage) };
    },
    async draft({ system, prompt, maxTokens, signal, timeoutMs: wanted }) {
      const messages = [
        { role: 'system' as const, content: system },
        { role: 'user' as const, content: prompt },
      ];
      const deadline = deadlineOf({ timeoutMs: wanted });
      const use = { hasLimit: maxTokens !== undefined, hasFormat: false };
      const { text, usage } = await ask(use, () => ({ messages, maxTokens, signal, deadline }));
      return { text, ...bill(usage) };
    },
  };
}
