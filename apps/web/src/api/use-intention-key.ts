import { useState } from 'react';
import { ApiError } from './api-error.ts';
import { newIdempotencyKey } from './client.ts';

export interface IntentionKey {
  /** The idempotency key to send. */
  current: () => string;
  /** After an answer, or with the error of a press: the next press is a new intention, unless nobody knows what came of this one. */
  settle: (error?: unknown) => void;
  /** What is about to be done is something else now. */
  renew: () => void;
}

/** Keeps one idempotency key over presses of the same intention, so that they start one thing. */
export function useIntentionKey(): IntentionKey {
  const [intention] = useState(createIntentionKey);
  return intention;
}

function createIntentionKey(): IntentionKey {
  let key = newIdempotencyKey();
  const renew = () => {
    key = newIdempotencyKey();
  };
  return {
    current: () => key,
    settle: (error) => {
      if (!isOutcomeUnknown(error)) renew();
    },
    renew,
  };
}

/** Nobody answered, the server failed halfway, or its answer could not be read: it may have been done. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof ApiError && (error.status < 400 || error.status >= 500);
}
