import { OperationFailure, toApplicationFailure } from './operation-failure.ts';

/** Passes refusals on to Temporal by name. Anything else is the store's trouble and is tried again as it is. */
export function withNamedFailures<Input, Output>(
  activity: (input: Input) => Promise<Output>,
): (input: Input) => Promise<Output> {
  return async (input) => {
    try {
      return await activity(input);
    } catch (error) {
      throw error instanceof OperationFailure ? toApplicationFailure(error) : error;
    }
  };
}
