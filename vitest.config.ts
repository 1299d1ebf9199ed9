import { defineConfig } from 'vitest/config';

// Unit tests sit beside the code; what needs a server or a browser lives in test/ and has its own config there.
export default defineConfig({
  test: {
    include: [
      'packages/**/*.test.ts',
      'temporal/**/*.test.ts',
      'apps/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'test/support/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 20_000,
    maxWorkers: 2,
    // No test changes a module or a global for good, so files share what they import: half the time.
    isolate: false,
  },
});
