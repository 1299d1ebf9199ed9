import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const isUncached = process.env.DAYSHIFT_TEST_MAX_CACHED_WORKFLOWS === '0';

/** The longest first: begun last, one of them would run alone while the other processor waits. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isKill = ({ moduleId }: TestSpecification) => Number(moduleId.includes('kill-'));
    return (await super.sort(files)).sort((a, b) => isKill(b) - isKill(a));
  }
}

// What needs real servers. Each file starts its own on free ports, and most of them wait for time and not for the processor:
// two at a time.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    // What has no workflow in it, or kills what holds the cache, says the same without one; and a run that computes for long
    // between its breaths is worked out anew at each of them, so that test would only measure that.
    exclude: isUncached
      ? ['local-temporal', 'start', 'store-copy', 'kill-*', 'model', 'hostile-input'].map(
          (name) => `${name}.test.ts`,
        )
      : [],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
  },
});
