import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const leftovers = path.join(import.meta.dirname, 'leftovers.ts');

/** A run that makes a folder, starts a process and says both, then waits to be ended. */
const aRun = `
  import { spawn } from 'node:child_process';
  import { mkdtempSync } from 'node:fs';
  import { tmpdir } from 'node:os';
  import { placeOfThisRun } from '${leftovers}';
  const place = placeOfThisRun();
  Object.assign(process.env, place.environment);
  process.once('exit', place.clear);
  process.once('SIGTERM', () => process.exit(1));
  const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
  console.log(JSON.stringify({ pid: child.pid, folder: mkdtempSync(tmpdir() + '/a-test-') }));
  setInterval(() => undefined, 1000);
`;

async function begin(): Promise<{ run: ReturnType<typeof spawn>; pid: number; folder: string }> {
  const run = spawn(process.execPath, ['--input-type=module-typescript', '-e', aRun], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(run.stdout!, 'data')) as [Buffer]; // piped: above
  return { run, ...(JSON.parse(line.toString()) as { pid: number; folder: string }) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const gone = (pid: number) => expect.poll(() => isAlive(pid), { timeout: 5_000 }).toBe(false);

test.runIf(existsSync('/proc/self/environ'))(
  'a run of the tests that is ended leaves no process and no folder, and the next one clears up after one that was killed',
  async () => {
    const ended = await begin();
    ended.run.kill('SIGTERM');
    await once(ended.run, 'exit');
    await gone(ended.pid);
    expect(existsSync(ended.folder)).toBe(false);

    const killed = await begin();
    killed.run.kill('SIGKILL');
    await once(killed.run, 'exit');
    expect(isAlive(killed.pid)).toBe(true);
    const next = await begin();
    await gone(killed.pid);
    expect(existsSync(killed.folder)).toBe(false);
    expect(isAlive(next.pid)).toBe(true);
    next.run.kill('SIGTERM');
    await gone(next.pid);
  },
);
