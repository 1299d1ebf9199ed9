import { EgressError } from '@dayshift/egress';
import type { Chat, ChatRequest, TokenBound } from './chat-request.ts';
import { ModelError } from './model-error.ts';
import type { RequestShape } from './request-shape.ts';
import type { Usage } from './usage.ts';

const bytesOfEnvelope = 100;
/** For a request without a limit, or to a server that takes none. */
const longestAnswerTokens = 16_384;

/** A chat whose every request passes the meter it came with. */
export function withMeter(chat: Chat): Chat {
  return (request, shape) => {
    const { meter } = request;
    return meter ? meter(boundOf(request, shape), () => chat(request, shape)) : chat(request, shape);
  };
}

function boundOf({ messages, format, maxTokens }: ChatRequest, { limit }: RequestShape): TokenBound {
  const sent = JSON.stringify([messages, format ?? null]);
  return {
    inputTokens: Buffer.byteLength(sent) + bytesOfEnvelope,
    outputTokens: limit === 'none' ? longestAnswerTokens : (maxTokens ?? longestAnswerTokens),
  };
}

/** What a request that failed took: tokens where the server counted them, nothing where it refused, else nobody knows. */
export function tookOf(error: unknown): Usage | 'nothing' | 'unknown' {
  if (!(error instanceof ModelError)) return 'unknown';
  if (error.usage) return error.usage;
  if (typeof error.details?.status === 'number') return 'nothing';
  return isUndelivered(error) ? 'nothing' : 'unknown';
}

function isUndelivered(error: ModelError): boolean {
  for (let cause: unknown = error, depth = 0; cause instanceof Error && depth < 6; depth += 1) {
    if (cause instanceof EgressError) return !cause.mayHaveArrived;
    cause = cause.cause;
  }
  return false;
}
