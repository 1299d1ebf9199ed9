import { spawn } from 'node:child_process';

export type CommandResult = { code: number | null; output: string; error?: NodeJS.ErrnoException };

/** Runs a short command to its end and never throws: a missing program is a result too. */
export function runCommand(
  file: string,
  args: readonly string[],
  options: { timeoutMs?: number; environment?: NodeJS.ProcessEnv } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeoutMs ?? 30_000,
      env: options.environment ?? process.env,
    });
    let output = '';
    const keep = (text: string) => {
      output = (output + text).slice(-20_000);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => resolve({ code: null, output, error }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
