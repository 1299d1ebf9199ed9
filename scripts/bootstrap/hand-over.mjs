import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { workspaceEnvironment } from './workspace-node.mjs';

const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the real program and becomes invisible: its terminal, its signals, its exit code.
 * The IPC channel carries nothing. It closes when this process dies, even by kill -9, and tells the program to stop:
 * otherwise it would keep the data folder and the next start would be refused.
 */
export function handOver(node, args, root) {
  const child = spawn(node, args, {
    cwd: process.cwd(),
    env: { ...workspaceEnvironment(root), DAYSHIFT_ROOT: root },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of forwarded) process.on(signal, forward);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of forwarded) process.off(name, forward);
      resolve(code ?? 128 + (constants.signals[signal] ?? 1));
    });
  });
}
