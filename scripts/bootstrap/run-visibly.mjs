import { spawn } from 'node:child_process';
import { knownCause, Stop } from './stop.mjs';

/**
 * Runs a tool that takes more than a second: its lines appear indented as they come, and its end is kept, so that
 * a failure is told in one sentence after the details.
 */
export async function runVisibly({ what, command, args, cwd, env = process.env, unimportant = /^$/ }) {
  const started = Date.now();
  console.log(`${what}…`);
  const { code, tail } = await run(command, args, cwd, env, unimportant);
  if (code === 0) {
    console.log(`${what}: done in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    return;
  }
  throw new Stop(
    knownCause(tail) ??
      `${what} failed: read the lines above, they come from "${command} ${args.join(' ')}".`,
  );
}

function run(command, args, cwd, env, unimportant) {
  const child = spawn(command, args, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let tail = '';
  const print = (line) => {
    if (line.trim() !== '' && !unimportant.test(line.trim())) console.log(`  ${line}`);
  };
  const show = (stream) => {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      tail = (tail + text).slice(-20_000);
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop();
      for (const line of lines) print(line);
    });
    stream.on('end', () => print(rest));
  };
  show(child.stdout);
  show(child.stderr);
  // Ctrl-C during an installation or a build stops the tool too, and leaves no stamp behind.
  const stop = (signal) => child.kill(signal);
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    child.once('error', (error) =>
      reject(
        error.code === 'ENOENT'
          ? new Stop(`"${command}" is missing: install Node together with npm and start again.`)
          : error,
      ),
    );
    child.once('close', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve({ code, tail });
    });
  });
}
