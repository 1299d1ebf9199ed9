import { operations } from '@dayshift/operations';
import { ApplicationFailure } from '@temporalio/common';

/**
 * What a host of runs alone answers when a run asks it to touch the outside world: the run began where one process did
 * everything, and the roles were split since. The run then asks on the queue that its plan names.
 */
export function elsewhere(): Record<string, () => Promise<never>> {
  const names = Object.values(operations).flatMap(({ name, queue }) => (queue === 'effects' ? [name] : []));
  return Object.fromEntries(
    names.map((name) => [
      name,
      async () => {
        throw ApplicationFailure.nonRetryable('This host only runs workflows.', wrongQueue);
      },
    ]),
  );
}

/** Known to the workflow by this name. */
const wrongQueue = 'WrongQueue';
