import { defineConfig } from 'vitest/config';

const isUncached = process.env.DAYSHIFT_TEST_MAX_CACHED_WORKFLOWS === '0';

// What needs real servers. Each file starts its own on free ports, so the files may run beside each other, but on two
// cores that only makes them slower.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    // What has no workflow in it says the same without a cache.
    exclude: isUncached
      ? ['local-temporal.test.ts', 'kill.test.ts', 'store-copy.test.ts', 'model.test.ts']
      : [],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
