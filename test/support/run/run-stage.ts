import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Stage, StageResult } from './stage.ts';

/** Runs one stage as a child process with its output shown, and counts what passed. */
export async function runStage(
  stage: Stage,
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<StageResult> {
  const started = Date.now();
  console.log(`\n── ${stage.name}`);
  const result = await (stage.kind === 'tool'
    ? runTool(stage.command, root, environment)
    : runVitest(stage.config, root, { ...environment, ...stage.environment }));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `── ${stage.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped in ${seconds} s`,
  );
  return result;
}

async function runTool(
  command: readonly string[],
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<StageResult> {
  const isPassed = (await run(command, root, environment)) === 0;
  return { passed: isPassed ? 1 : 0, failed: isPassed ? 0 : 1, skipped: 0 };
}

async function runVitest(config: string, root: string, environment: NodeJS.ProcessEnv): Promise<StageResult> {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-test-'));
  const report = path.join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const code = await run(['vitest', 'run', '--config', config, ...reporters], root, environment);
    return counted(report, code);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function counted(report: string, code: number): StageResult {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(report, 'utf8'),
    ) as Record<string, number>;
    // An error outside every test (a file that does not load, a rejection nobody caught) fails the stage as well.
    const failed = Math.max(numFailedTests ?? 0, code === 0 ? 0 : 1);
    return { passed: numPassedTests ?? 0, failed, skipped: (numPendingTests ?? 0) + (numTodoTests ?? 0) };
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function run(
  [file, ...args]: readonly string[],
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<number> {
  const tool = path.join(root, 'node_modules', '.bin', file ?? '');
  const child = spawn(tool, args, { cwd: root, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
  const stop = (signal: NodeJS.Signals) => child.kill(signal);
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return new Promise((resolve) => {
    const done = (code: number) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(code);
    };
    child.once('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.once('close', (code) => done(code ?? 1));
  });
}
