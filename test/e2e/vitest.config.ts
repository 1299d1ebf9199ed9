import { defineConfig } from 'vitest/config';

// A real browser against the real product. One product and one browser for all files, two files at a time:
// a browser waits more than it works.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    globalSetup: ['support/start-everything.ts'],
    testTimeout: 60_000,
    hookTimeout: 90_000,
    maxWorkers: 2,
  },
});
