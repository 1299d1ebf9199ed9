// `npm test`: every check of the repository, one after another, ending with one line of numbers.
import path from 'node:path';
import { findTestServices } from './support/run/find-test-services.ts';
import { placeOfThisRun } from './support/run/leftovers.ts';
import { runStage } from './support/run/run-stage.ts';
import type { Stage } from './support/run/stage.ts';

const root = path.dirname(import.meta.dirname);

const stages: Stage[] = [
  { name: 'build', kind: 'tool', command: ['node', 'scripts/bootstrap.mjs', 'build'] },
  { name: 'types', kind: 'tool', command: ['tsc', '-p', 'tsconfig.json'] },
  { name: 'types of the tests', kind: 'tool', command: ['tsc', '-p', 'test/tsconfig.json'] },
  { name: 'types of the web app', kind: 'tool', command: ['tsc', '-p', 'apps/web/tsconfig.json'] },
  { name: 'lint', kind: 'tool', command: ['biome', 'check', '.'] },
  { name: 'dead code', kind: 'tool', command: ['knip'] },
  { name: 'unit', kind: 'vitest', config: 'vitest.config.ts' },
  { name: 'mutants', kind: 'tool', command: ['node', 'scripts/bootstrap.mjs', 'mutants', '--short'] },
  { name: 'bundles', kind: 'vitest', config: 'test/bundles/vitest.config.ts' },
  { name: 'replay', kind: 'vitest', config: 'test/replay/vitest.config.ts' },
  { name: 'integration', kind: 'vitest', config: 'test/integration/vitest.config.ts' },
  {
    name: 'integration again, every task a full replay',
    kind: 'vitest',
    config: 'test/integration/vitest.config.ts',
    environment: { DAYSHIFT_TEST_MAX_CACHED_WORKFLOWS: '0' },
  },
  { name: 'e2e', kind: 'vitest', config: 'test/e2e/vitest.config.ts', needsChromium: true },
];

/** `npm test -- unit lint` runs only the stages whose name starts with one of these words. */
const wanted = process.argv.slice(2);
const chosen = stages.filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.startsWith(word)),
);

const place = placeOfThisRun();
Object.assign(process.env, place.environment);
// Asked to stop, or at the end: nothing that was started goes on, and nothing that was made stays.
process.once('exit', place.clear);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const services = await findTestServices(chosen, (line) => console.log(line));
const before = new Set(place.left());
const total = { passed: 0, failed: 0, skipped: 0 };
const failedStages: string[] = [];
try {
  for (const stage of chosen) {
    const result = await runStage(stage, root, services.environment);
    total.passed += result.passed;
    total.failed += result.failed;
    total.skipped += result.skipped;
    const left = place.left().filter((name) => !before.has(name));
    if (left.length > 0) {
      total.failed += 1;
      console.log(`Left behind by ${stage.name}: ${left.slice(0, 10).join(', ')} (${left.length} in all)`);
      for (const name of left) before.add(name);
    }
    if (result.failed > 0 || left.length > 0) failedStages.push(stage.name);
  }
} finally {
  await services.stop();
}
console.log();
for (const line of services.report) console.log(line);
if (failedStages.length > 0) console.log(`Failed: ${failedStages.join(', ')}`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
