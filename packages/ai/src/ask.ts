import type { Chat, ChatAnswer, ChatRequest } from './chat-request.ts';
import { ModelError } from './model-error.ts';
import {
  bestShape,
  guessedSteps,
  isShapeRefusal,
  namedSteps,
  type RequestShape,
  type ShapeUse,
} from './request-shape.ts';

/** Asks with what the request looks like in a given shape. */
export type Ask = (use: ShapeUse, request: (shape: RequestShape) => ChatRequest) => Promise<ChatAnswer>;

/**
 * Asks in the shape this model at this address is known to take, and steps down while it refuses the request itself. What
 * was learned from its refusals is kept, so a detour is paid once.
 */
export function createAsk(chat: Chat): Ask {
  let known: RequestShape = bestShape;

  return async (use, request) => {
    const tried = new Set<string>();
    let open: RequestShape[] = [known];
    let refusal: ModelError | undefined;
    for (let shape = open.shift(); shape; shape = open.shift()) {
      const name = nameOf(shape, use);
      if (tried.has(name)) continue;
      tried.add(name);
      try {
        const answer = await chat(request(shape), shape);
        known = use.hasFormat ? shape : { ...shape, format: known.format };
        return answer;
      } catch (error) {
        if (!(error instanceof ModelError) || !isShapeRefusal(error)) throw error;
        // What the server says comes before what is merely guessed, and is guessed on from there.
        const named = namedSteps(shape, error, use);
        if (named.length > 0) open = [...named, ...guessedSteps(named.at(-1) ?? shape, use)];
        else if (!refusal) open = guessedSteps(shape, use);
        refusal ??= error;
      }
    }
    throw refusal; // refused in every way: the first refusal is about the request as it was meant
  };
}

const nameOf = ({ limit, samples, format }: RequestShape, { hasLimit, hasFormat }: ShapeUse) =>
  [hasLimit && limit, samples, hasFormat && format].join(' ');
