import type OpenAI from 'openai';
import type { Meter } from './meter.ts';
import { ModelError } from './model-error.ts';
import { readCompletion } from './read-completion.ts';
import type { RequestShape } from './request-shape.ts';
import { sortModelError } from './sort-model-error.ts';
import type { Usage } from './usage.ts';

export type Message = { role: 'system' | 'user' | 'assistant'; content: string };
export type ResponseFormat = OpenAI.Chat.ChatCompletionCreateParams['response_format'];

export type ChatRequest = {
  messages: Message[];
  format?: ResponseFormat | undefined;
  maxTokens?: number | undefined;
  signal?: AbortSignal | undefined;
  /** Ends everything one request for an answer may take, repairs and detours included. */
  deadline: Deadline;
  meter?: Meter | undefined;
};

export type Deadline = { signal: AbortSignal; afterMs: number };

export type ChatAnswer = { text: string; usage: Usage };

/** Asks once: no retry in here, because the caller's retry policy is the one that is shown and counted. */
export type Chat = (request: ChatRequest, shape: RequestShape) => Promise<ChatAnswer>;

export type ChatOptions = {
  client: OpenAI;
  model: string;
  maxAnswerBytes: number;
};

export function createChat(options: ChatOptions): Chat {
  const { client, model, maxAnswerBytes } = options;
  return async ({ messages, format, maxTokens, signal, deadline }, { limit, samples }) => {
    try {
      const completion = await client.chat.completions.create(
        {
          model,
          messages,
          response_format: format,
          ...(limit === 'none' ? {} : { [limit]: maxTokens }),
          ...(samples === 'at-temperature-0' ? { temperature: 0 } : {}),
          stream: false,
        },
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
