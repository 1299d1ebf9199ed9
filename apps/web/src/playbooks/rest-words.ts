import type { PlaybookRow } from '@dayshift/contracts';
import type { Tone } from '../ui/state-tag.tsx';

export type Rest = NonNullable<PlaybookRow['rest']>;

/** How a playbook that takes no work is shown, everywhere. */
export const restLooks = {
  paused: { tone: 'waits', word: 'paused' },
  archived: { tone: 'idle', word: 'archived' },
  deleted: { tone: 'idle', word: 'deleted' },
} as const satisfies Record<Rest['state'], { tone: Tone; word: string }>;

/** What that means for what is under way. */
export function openRunsWords(openRuns: number): string {
  if (openRuns === 0) return 'No run is open.';
  return openRuns === 1 ? '1 open run goes on.' : `${openRuns} open runs go on.`;
}
