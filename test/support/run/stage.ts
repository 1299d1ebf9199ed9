/** One part of `npm test`: a tool that passes or fails as a whole, or a set of test files that are counted one by one. */
export type Stage =
  | { name: string; kind: 'tool'; command: readonly [string, ...string[]] }
  | {
      name: string;
      kind: 'vitest';
      config: string;
      needsChromium?: true;
      environment?: Record<string, string>;
    };

export type StageResult = { passed: number; failed: number; skipped: number };
