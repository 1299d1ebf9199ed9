import type OpenAI from 'openai';
import { ModelError } from './model-error.ts';
import { sortModelError } from './sort-model-error.ts';
import type { Usage } from './usage.ts';

export type Message = { role: 'system' | 'user' | 'assistant'; content: string };
export type ResponseFormat = OpenAI.Chat.ChatCompletionCreateParams['response_format'];

type ChatRequest = {
  messages: Message[];
  format?: ResponseFormat;
  maxTokens?: number;
  signal?: AbortSignal;
  /** Ends everything one request for an answer may take, repairs and detours included. */
  deadline: Deadline;
};

export type Deadline = { signal: AbortSignal; afterMs: number };

export type ChatAnswer = { text: string; usage: Usage };

/** Asks once: no retry in here, because the caller's retry policy is the one that is shown and counted. */
export type Chat = (request: ChatRequest) => Promise<ChatAnswer>;

export type ChatOptions = {
  client: OpenAI;
  model: string;
  /** The original API refuses what older compatible servers need, and the other way round. */
  isOriginal: boolean;
  maxAnswerBytes: number;
};

export function createChat(options: ChatOptions): Chat {
  const { client, model, isOriginal, maxAnswerBytes } = options;
  return async ({ messages, format, maxTokens, signal, deadline }) => {
    const limit = isOriginal
      ? { max_completion_tokens: maxTokens }
      : { max_tokens: maxTokens, temperature: 0 };
    try {
      const completion = await client.chat.completions.create(
        { model, messages, response_format: format, ...limit, stream: false },
        { signal: signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal },
      );
      return readCompletion(completion, model, maxAnswerBytes);
    } catch (error) {
      // A cancellation is the caller's own news: passed on as it is, never dressed up as a model failure.
      signal?.throwIfAborted();
      if (deadline.signal.aborted) {
        const text = `"${model}" did not answer within ${deadline.afterMs / 1000} seconds.`;
        throw new ModelError('MODEL_TIMEOUT', text, { cause: error });
      }
      throw sortModelError(error, model);
    }
  };
}

/** Reads an answer without believing its declared shape: small servers leave out half of it. */
function readCompletion(
  completion: Partial<OpenAI.Chat.ChatCompletion> | string,
  model: string,
  maxBytes: number,
): ChatAnswer {
  if (typeof completion !== 'object' || completion === null || !Array.isArray(completion.choices)) {
    throw new ModelError(
      'MODEL_ANSWER_INVALID',
      `The server of "${model}" does not answer as a chat model does.`,
    );
  }
  const choice = completion.choices[0];
  const refusal = choice?.message?.refusal;
  if (refusal || choice?.finish_reason === 'content_filter') {
    throw new ModelError(
      'MODEL_REFUSED',
      `"${model}" declined to answer${refusal ? `: ${refusal.slice(0, 300)}` : '.'}`,
    );
  }
  const content = choice?.message?.content;
  const text = typeof content === 'string' ? withoutThinking(content).trim() : '';
  if (choice?.finish_reason === 'length' || Buffer.byteLength(text) > maxBytes) {
    throw new ModelError(
      'MODEL_ANSWER_TOO_LONG',
      `"${model}" wrote more than the limit allows, so the answer is cut off.`,
      {
        details: { limitBytes: maxBytes, finishReason: choice?.finish_reason ?? null },
      },
    );
  }
  if (text === '') throw new ModelError('MODEL_ANSWER_EMPTY', `"${model}" answered with nothing.`);
  return { text, usage: readUsage(completion.usage) };
}

/** Some local models print their reasoning in front of the answer. */
function withoutThinking(text: string): string {
  const end = text.lastIndexOf('</think>');
  return text.trimStart().startsWith('<think>') && end >= 0 ? text.slice(end + '</think>'.length) : text;
}

function readUsage(usage: Partial<OpenAI.CompletionUsage> | undefined): Usage {
  const { prompt_tokens: inputTokens, completion_tokens: outputTokens } = usage ?? {};
  return Number.isFinite(inputTokens) && Number.isFinite(outputTokens)
    ? { inputTokens: Number(inputTokens), outputTokens: Number(outputTokens) }
    : null;
}
