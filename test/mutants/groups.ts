/** What is broken on purpose, and which tests must notice. Globs from the root of the repository. */
export interface Group {
  mutate: readonly string[];
  tests: readonly string[];
}

/** Hundreds of runs, or runs so large that, slowed down by what watches every line, each mutant would take them minutes. */
export const leftOut: readonly string[] = [
  '**/node_modules/**',
  '**/large-runs.test.ts',
  '**/*.property.test.ts',
];

const useCases = 'apps/api/src/use-cases';

/** Where a wrong line loses work, doubles it, or lets something through that nobody allowed. */
export const groups: Readonly<Record<string, Group>> = {
  engine: {
    mutate: ['packages/engine/src/**/*.ts', '!packages/engine/src/resume/**'],
    tests: ['packages/engine/src/**/*.test.ts'],
  },
  resume: {
    mutate: [
      'packages/engine/src/resume/**/*.ts',
      `${useCases}/{resume-run,plan-resume-of-run,control-run}.ts`,
      'apps/api/src/runs/{reconcile-runs,claim-command,tell-run}.ts',
    ],
    tests: [
      'packages/engine/src/**/*.test.ts',
      `${useCases}/{resume,plan-resume,runs}.test.ts`,
      'apps/api/src/runs/*.test.ts',
    ],
  },
  activities: {
    mutate: [
      'temporal/activities/src/{perform-operation,approved-action,effects-ledger,idempotency-key,sort-failure,operation-failure}.ts',
      'temporal/activities/src/core/*.ts',
    ],
    tests: ['temporal/activities/src/**/*.test.ts'],
  },
  approvals: {
    mutate: ['apps/api/src/approvals/*.ts', `${useCases}/decide-approval.ts`],
    tests: [`${useCases}/{approvals,runs}.test.ts`, 'apps/api/src/approvals/*.test.ts'],
  },
};

/** The short form: small files on which much stands, in seconds. */
export const short: Group = {
  mutate: ['packages/engine/src/{order-batch,hold,memory}.ts'],
  tests: ['packages/engine/src/{order-batch,hold,memory}.test.ts'],
};
