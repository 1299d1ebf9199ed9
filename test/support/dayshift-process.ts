import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const cli = path.resolve(import.meta.dirname, '../../apps/cli/src/main.ts');

/** A `dayshift` command that runs in a process of its own, with everything it printed. */
export type DayshiftProcess = {
  child: ChildProcess;
  output: () => string;
  /** The sign-in link, once the product is ready. Throws with the output when it ends before. */
  ready: () => Promise<string>;
  ended: () => Promise<number | NodeJS.Signals | null>;
};

/** Runs `dayshift …` as its own process group, so that a test can kill everything it started in one go. */
export function runDayshift(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): DayshiftProcess {
  const child = spawn(process.execPath, [cli, ...args], {
    env: environment,
    // With a channel, as `npm start` has it: when the test dies, Dayshift stops.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  let output = '';
  const keep = (text: string) => {
    output += text;
  };
  child.stdout!.setEncoding('utf8').on('data', keep);
  child.stderr!.setEncoding('utf8').on('data', keep);
  const exit = once(child, 'close').then(
    ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
  );
  return {
    child,
    output: () => output,
    ended: () => exit,
    ready: async () => {
      for (;;) {
        const link = /^Dayshift is ready: (\S+)$/m.exec(output)?.[1];
        if (link !== undefined) return link;
        const ended = await Promise.race([
          exit.then(() => true),
          once(child.stdout!, 'data').then(() => false),
        ]);
        if (ended) throw new Error(`Dayshift ended before it was ready:\n${output}`);
      }
    },
  };
}

/** Processes whose command line mentions a data folder: what a Dayshift on it has running, or left behind. */
export function processesOn(dataFolder: string): number[] {
  return execFileSync('ps', ['-eo', 'pid=,args='])
    .toString()
    .split('\n')
    .filter((line) => line.includes(dataFolder) && !line.includes(' ps '))
    .map((line) => Number.parseInt(line, 10));
}
