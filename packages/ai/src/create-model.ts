import type { Egress } from '@dayshift/egress';
import { listPriceOf, type ModelPrice } from '@dayshift/model';
import OpenAI from 'openai';
import { createAsk } from './ask.ts';
import { createChat } from './chat.ts';
import type { Meter } from './chat-request.ts';
import { createExtract, type Extracted, type ExtractRequest } from './extract.ts';
import { withMeter } from './meter.ts';
import type { Usage } from './usage.ts';

export type ModelOptions = {
  /** Any server that speaks chat completions; the original API when left out. */
  baseUrl?: string;
  apiKey?: string;
  name: string;
  egress: Pick<Egress, 'fetch'>;
  /** The scripted model of the practice office: labelled as such wherever it answers, and free. */
  isPractice: boolean;
  /** The longest one answer may take, whatever a caller allows. */
  timeoutMs?: number;
  maxAnswerBytes?: number;
};

export type DraftRequest = {
  system: string;
  prompt: string;
  maxTokens?: number;
  signal?: AbortSignal;
  timeoutMs?: number;
  meter?: Meter;
};

/** A language model behind the two things playbooks ask of it. Every failure is a `ModelError`. */
export type Model = {
  name: string;
  isPractice: boolean;
  /** What the original API asks for it. Undefined behind any other address: the same name may cost something else there. */
  listPrice: ModelPrice | undefined;
  extract: (request: ExtractRequest) => Promise<Extracted>;
  draft: (request: DraftRequest) => Promise<{ text: string; usage: Usage }>;
};

const originalUrl = 'https://api.openai.com/v1';
/** For callers that set no time of their own. */
const usualMs = 120_000;
const longestMs = 3_600_000;

export function createModel(options: ModelOptions): Model {
  const { name, isPractice, egress } = options;
  const baseUrl = options.baseUrl ?? originalUrl;
  const maxAnswerBytes = options.maxAnswerBytes ?? 128 * 1024;
  const client = new OpenAI({
    baseURL: baseUrl,
    apiKey: options.apiKey ?? 'none',
    // null, because undefined would make the SDK read the environment
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    // later than any deadline of ours, which is the one with a name
    timeout: longestMs,
    logLevel: 'off',
    // The envelope of an answer is larger than its text, and JSON escapes may double it.
    fetch: (url, init) =>
      egress.fetch(url instanceof Request ? url.url : url, {
        ...init,
        timeoutMs: longestMs,
        maxResponseBytes: 4 * maxAnswerBytes,
      }),
  });
  const ask = createAsk(withMeter(createChat({ client, model: name, maxAnswerBytes })));
  const extract = createExtract(ask, name);
  const deadlineOf = (request: { timeoutMs?: number | undefined }) => {
    const afterMs = Math.min(options.timeoutMs ?? longestMs, request.timeoutMs ?? usualMs);
    return { signal: AbortSignal.timeout(afterMs), afterMs };
  };
  return {
    name,
    isPractice,
    listPrice: listPriceOf(options),
    extract: (request) => extract({ ...request, deadline: deadlineOf(request) }),
    draft({ system, prompt, maxTokens, signal, timeoutMs, meter }) {
      const messages = [
        { role: 'system' as const, content: system },
        { role: 'user' as const, content: prompt },
      ];
      const deadline = deadlineOf({ timeoutMs });
      const use = { hasLimit: maxTokens !== undefined, hasFormat: false };
      return ask(use, () => ({ messages, maxTokens, signal, deadline, meter }));
    },
  };
}
