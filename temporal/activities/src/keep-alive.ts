import type { Context } from '@temporalio/activity';

const beatMs = 5_000;

/** Beats while `work` lasts: only through heartbeats does a long activity learn that it was cancelled. */
export async function keepAlive<T>(context: Context, work: () => Promise<T>): Promise<T> {
  context.heartbeat();
  const timer = setInterval(() => context.heartbeat(), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
