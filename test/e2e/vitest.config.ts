import { defineConfig } from 'vitest/config';

// A real browser against the real product. One product and one browser for all files, one file at a time: on two cores
// anything beside it only makes waiting longer.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['support/start-everything.ts'],
    testTimeout: 60_000,
    hookTimeout: 90_000,
    fileParallelism: false,
  },
});
