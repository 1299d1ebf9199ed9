import type { Context } from '@temporalio/activity';

const longestBeatMs = 5_000;

/**
 * Beats while `work` lasts: only through heartbeats does a long activity learn that it was cancelled, and only their absence
 * tells Temporal early that its host died. The first beat waits, so that a short activity costs no extra call.
 */
export async function keepAlive<T>(context: Context, work: () => Promise<T>): Promise<T> {
  const beatMs = Math.min(longestBeatMs, (context.info.heartbeatTimeoutMs ?? longestBeatMs) / 2.5);
  const timer = setInterval(() => context.heartbeat(), beatMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
