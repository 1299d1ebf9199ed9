import type { PlaybookRow } from '@dayshift/contracts';
import type { Tone } from '../ui/state-tag.tsx';

export type Rest = NonNullable<PlaybookRow['rest']>;

/** How a playbook that takes no work is shown, everywhere. */
export const restLooks = {
  paused: { tone: 'waits', word: 'paused' },
  archived: { tone: 'idle', word: 'archived' },
  deleted: { tone: 'idle', word: 'deleted' },
} as const satisfies Record<Rest['state'], { tone: Tone; word: string }>;

/** What that means for what is under way, and for what arrived since. */
export function openRunsWords({ openRuns, heldRuns }: { openRuns: number; heldRuns: number }): string {
  const begun = Math.max(0, openRuns - heldRuns);
  const goesOn =
    begun === 0 ? 'No run is under way.' : begun === 1 ? '1 open run goes on.' : `${begun} open runs go on.`;
  if (heldRuns === 0) return goesOn;
  const kept = heldRuns === 1 ? '1 arrival is kept and starts' : `${heldRuns} arrivals are kept and start`;
  return `${goesOn} ${kept} when it is switched on.`;
}
