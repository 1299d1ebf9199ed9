import { defineConfig } from 'vitest/config';

// What needs real servers. Each file starts its own on free ports, so the files may run beside each other, but on two
// cores that only makes them slower.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
