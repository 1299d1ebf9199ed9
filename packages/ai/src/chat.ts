import type OpenAI from 'openai';
import type { Chat } from './chat-request.ts';
import { ModelError } from './model-error.ts';
import { readCompletion } from './read-completion.ts';
import { sortModelError } from './sort-model-error.ts';

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
