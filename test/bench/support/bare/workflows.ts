import { condition, defineSignal, proxyActivities, setHandler } from '@temporalio/workflow';

// What the product is compared with: Temporal as it is, with the least a developer would write.
const { nothing, post } = proxyActivities<{
  nothing(): Promise<null>;
  post(url: string): Promise<number>;
}>({ startToCloseTimeout: 10_000 });

/** Two activities that do nothing, one after the other. */
export async function twoActivities(): Promise<null> {
  await nothing();
  return nothing();
}

export const decided = defineSignal('decided');

/** Waits for a signal, then calls out. */
export async function postWhenDecided(url: string): Promise<number> {
  let isDecided = false;
  setHandler(decided, () => {
    isDecided = true;
  });
  await condition(() => isDecided);
  return post(url);
}
