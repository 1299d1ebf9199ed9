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
  if (isOrphaned()) return Promise.resolve(128 + constants.signals.SIGTERM);
  const child = spawn(node, args, {
    cwd: process.cwd(),
    env: { ...workspaceEnvironment(root), DAYSHIFT_ROOT: root },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  const forward = (signal) => child.kill(signal);
  for (const signal of forwarded) process.on(signal, forward);
  const watch = whenOrphaned(() => forward('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      for (const name of forwarded) process.off(name, forward);
      clearInterval(watch);
      resolve(code ?? 128 + (constants.signals[signal] ?? 1));
    });
  });
}

/**
 * Under npm a signal does not arrive: npm hands SIGTERM to the shell it runs scripts in, that shell dies of it and tells nobody, and
 * everything it started would run on. So whoever was started by npm watches whether its parent is still there.
 */
function whenOrphaned(stop) {
  const watch = setInterval(() => {
    if (!isOrphaned()) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
  return watch;
}

/** From the first moment on: installing and building take their time, and the signal may come meanwhile. */
const parent = process.ppid;

function isOrphaned() {
  return process.env.npm_lifecycle_event !== undefined && parent !== 1 && process.ppid !== parent;
}
