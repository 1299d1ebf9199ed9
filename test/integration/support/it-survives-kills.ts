import { expect, it } from 'vitest';
import { killInTheMiddle } from '../../faults/kill-scenario.ts';

const kills = [
  { what: 'the fleet', kill: ['fleet'] as const },
  { what: 'the API', kill: ['api'] as const },
  { what: 'everything, Temporal included', kill: ['fleet', 'api', 'temporal'] as const },
];

/** `kill -9` of each part in the middle of 20 runs; `newDatabase` gives each its own, the embedded store where it is left out. */
export function itSurvivesKills(newDatabase?: () => string): void {
  // Side by side: most of each is waiting until Temporal gives up on what was killed.
  it.concurrent.each(kills)(
    'of $what: every run goes on by itself and each effect happens once',
    async ({ kill }) => {
      const store = newDatabase ? { mongodbUri: newDatabase() } : {};
      const { applied, expected } = await killInTheMiddle({ kill, ...store });
      expect(applied).toEqual(expected);
    },
    150_000,
  );
}
