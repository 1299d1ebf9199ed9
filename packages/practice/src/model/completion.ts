import { createHash } from 'node:crypto';
import type { ChatReply } from './answer-chat.ts';
import type { ChatRequest } from './chat-request.ts';
import { countTokens } from './count-tokens.ts';

export type Completion = {
  id: string;
  created: number;
  model: string;
  content: string | null;
  toolCalls: { id: string; type: 'function'; function: { name: string; arguments: string } }[];
  finishReason: 'stop' | 'length' | 'tool_calls';
  usage: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
};

const tokensPerMessage = 4;

/** The reply with all that the API says about it, cut off where the request set a limit. */
export function completionOf(request: ChatRequest, reply: ChatReply): Completion {
  const digest = createHash('sha256')
    .update(JSON.stringify([request.model, request.messages, request.tools]))
    .digest('hex');
  const limit = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  const isCut = countTokens(reply.content ?? '') > limit;
  const content = isCut ? firstTokens(reply.content ?? '', limit) : reply.content;
  const prompt = [...request.messages.map((message) => message.content), JSON.stringify(request.tools ?? '')];
  const promptTokens = countTokens(prompt.join('\n')) + tokensPerMessage * request.messages.length;
  const completionTokens = countTokens(
    `${content ?? ''}${reply.toolCall?.arguments ?? ''}${reply.toolCall?.name ?? ''}`,
  );
  return {
    id: `chatcmpl-practice-${digest.slice(0, 20)}`,
    created: Math.floor(Date.now() / 1000),
    model: request.model,
    content,
    toolCalls: reply.toolCall
      ? [{ id: `call_${digest.slice(20, 40)}`, type: 'function', function: reply.toolCall }]
      : [],
    finishReason: isCut ? 'length' : reply.toolCall ? 'tool_calls' : 'stop',
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: completionTokens,
      total_tokens: promptTokens + completionTokens,
    },
  };
}

function firstTokens(text: string, limit: number): string {
  let tokens = 0;
  for (const match of text.matchAll(/[\p{L}\d]+|[^\p{L}\d\s]/gu)) {
    tokens += Math.ceil(match[0].length / 4);
    if (tokens > limit) return text.slice(0, match.index).trimEnd();
  }
  return text;
}

/** The answer in one piece. */
export function completionBody({
  id,
  created,
  model,
  content,
  toolCalls,
  finishReason,
  usage,
}: Completion): object {
  const message = {
    role: 'assistant',
    content,
    refusal: null,
    ...(toolCalls.length > 0 ? { tool_calls: toolCalls } : {}),
  };
  return {
    ...{ id, object: 'chat.completion', created, model, system_fingerprint: 'practice' },
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishReason }],
    usage,
  };
}
