import type { RunRow } from '@dayshift/contracts';
import { troubleSentence } from './trouble-sentence.ts';

/** Where a run is now, or what is wrong with it, in one line. */
export function runLine(run: RunRow): string {
  switch (run.state) {
    case 'stuck':
    case 'failed':
      return run.trouble ? troubleSentence(run.trouble.title, run.trouble) : 'It ended with a failure.';
    case 'waiting':
      return waitingLine(run);
    case 'starting':
      return 'Starting';
    case 'working':
      return run.currentTitle === undefined ? 'Working' : `Now at ${run.currentTitle}`;
    case 'done':
      return run.outcome === undefined || run.outcome === '' ? 'Done' : capital(run.outcome);
    case 'cancelled':
      return run.currentTitle === undefined ? 'Stopped by a person' : `Stopped at ${run.currentTitle}`;
  }
}

function waitingLine({ openApprovals, currentTitle }: RunRow): string {
  const place = currentTitle === undefined ? '' : ` at ${currentTitle}`;
  if (openApprovals === 0) return `Waits until later${place}`;
  if (openApprovals === 1) return `Waits for your answer${place}`;
  return `Waits for ${openApprovals} answers`;
}

/** How long a run took, or has taken so far; with a wait in it that is mostly waiting. */
export function tookMs(run: Pick<RunRow, 'startedAt' | 'endedAt'>, now: number): number {
  return Math.max(0, (run.endedAt ?? now) - run.startedAt);
}

export const versionWord = (version: number) => (version === 0 ? 'draft' : `v${version}`);

/** "Outcome" may be a code such as `answered` or a sentence; either begins with a capital. */
function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
