import type { ResponseFormat } from './answer-format.ts';
import type { RequestShape } from './request-shape.ts';
import type { Usage } from './usage.ts';

export type Message = { role: 'system' | 'user' | 'assistant'; content: string };

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

/** The most one request can take, in tokens. A token is at least one byte, so the bytes sent are a bound for the input. */
export type TokenBound = { inputTokens: number; outputTokens: number };

/** Stands before every single request to a model, detours and repairs included: it may refuse, and sees what came of it. */
export type Meter = (bound: TokenBound, ask: () => Promise<ChatAnswer>) => Promise<ChatAnswer>;
