import { EgressError } from '@dayshift/egress';
import type { Chat, ChatAnswer, ChatRequest } from './chat.ts';
import { ModelError } from './model-error.ts';
import type { RequestShape } from './request-shape.ts';
import type { Usage } from './usage.ts';

/** The most one request can take, in tokens. A token is at least one byte, so the bytes sent are a bound for the input. */
export type TokenBound = { inputTokens: number; outputTokens: number };

/** Stands before every single request to a model, detours and repairs included: it may refuse, and sees what came of it. */
export type Meter = (bound: TokenBound, ask: () => Promise<ChatAnswer>) => Promise<ChatAnswer>;

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
