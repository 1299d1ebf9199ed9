// `npm run mutants -- engine`: breaks one line after the other and sees whether a test notices. Without a name all groups, with
// `--short` a minute's worth; file names after the group narrow it down.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { copyOfTheTree } from './copy-of-the-tree.ts';
import { type Group, groups, leftOut, short } from './groups.ts';

const isNoticed: ReadonlySet<string> = new Set(['Killed', 'Timeout']);
/** Percent of mutants that a test must notice. */
const goal = 90;
const root = path.resolve(import.meta.dirname, '../..');
const require = createRequire(import.meta.url);
const stryker = path.resolve(path.dirname(require.resolve('@stryker-mutator/core')), '../../bin/stryker.js');

const [first, ...files] = process.argv.slice(2);
const chosen: [string, Group][] =
  first === '--short'
    ? [['short', short]]
    : Object.entries(groups).filter(([name]) => first === undefined || name === first);
if (chosen.length === 0) {
  console.error(`Say which: ${Object.keys(groups).join(', ')} or --short.`);
  process.exit(1);
}

const copy = copyOfTheTree(root);
let running: ReturnType<typeof spawn> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running?.kill(signal));
try {
  const scores: { name: string; killed: number; all: number }[] = [];
  for (const [name, group] of chosen) scores.push({ name, ...(await measure(name, group)) });
  console.log();
  for (const { name, killed, all } of scores)
    console.log(`${name}: ${killed} of ${all} mutants noticed, ${((killed / all) * 100).toFixed(1)} %`);
  const killed = scores.reduce((sum, score) => sum + score.killed, 0);
  const all = scores.reduce((sum, score) => sum + score.all, 0);
  const isEnough = (killed / all) * 100 >= goal;
  console.log(`${isEnough ? 'Enough' : 'Too few'}: the goal is ${goal} %.`);
  process.exitCode = isEnough ? 0 : 1;
} finally {
  copy.remove();
}

async function measure(name: string, { mutate, tests }: Group): Promise<{ killed: number; all: number }> {
  const { folder } = copy;
  const include = JSON.stringify(tests);
  writeFileSync(
    path.join(folder, 'vitest.mutants.config.mjs'),
    `export default { test: { include: ${include}, exclude: ${JSON.stringify(leftOut)}, testTimeout: 60_000 } };\n`,
  );
  const report = path.join(folder, 'mutants.json');
  writeFileSync(
    path.join(folder, 'stryker.config.json'),
    JSON.stringify({
      testRunner: 'vitest',
      plugins: [require.resolve('@stryker-mutator/vitest-runner')],
      mutate: files.length > 0 ? files : [...mutate, '!**/*.test.ts', '!**/testing/**', '!**/index.ts'],
      // What is said to people is read by people; mutants of texts tell nothing.
      mutator: { excludedMutations: ['StringLiteral'] },
      vitest: { configFile: 'vitest.mutants.config.mjs', related: false },
      coverageAnalysis: 'perTest',
      concurrency: 2,
      inPlace: true,
      // Of tables made as a module is loaded: each of their mutants needs all tests again, and they say what they are.
      ignoreStatic: true,
      tsconfigFile: 'none.json',
      reporters: ['clear-text', 'json'],
      clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
      jsonReporter: { fileName: report },
      thresholds: { break: null },
    }),
  );
  console.log(`── ${name}`);
  running = spawn(process.execPath, [stryker, 'run', 'stryker.config.json'], {
    cwd: folder,
    stdio: 'inherit',
  });
  const [code] = (await once(running, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The mutants of ${name} could not be measured.`);
  const { files: read } = JSON.parse(readFileSync(report, 'utf8')) as Report;
  const states = Object.values(read).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const counted = states.filter((state) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(state));
  return { killed: counted.filter((state) => isNoticed.has(state)).length, all: counted.length };
}

interface Report {
  files: Record<string, { mutants: { status: string }[] }>;
}
