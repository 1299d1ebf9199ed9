import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runVisibly } from './run-visibly.mjs';
import { readStamp, writeStamp } from './stamp.mjs';

/** The one place that says which pnpm. It is fetched by npx because corepack fails without a network. */
export const pnpmVersion = '12.21.0';

/** The pinned pnpm with any arguments: `node scripts/bootstrap.mjs pnpm add …`. */
export const pnpm = ['npx', '-y', `pnpm@${pnpmVersion}`];

/** Installs exactly what the lockfile says, and only when it says something new. */
export async function installDependencies(root) {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'pnpm-lock.yaml')))
    .digest('hex');
  if (readStamp(root, 'installed') === wanted && existsSync(path.join(root, 'node_modules', 'node', 'bin')))
    return;
  await runVisibly({
    what: `Installing dependencies with pnpm ${pnpmVersion}`,
    command: pnpm[0],
    args: [...pnpm.slice(1), 'install', '--frozen-lockfile', '--reporter=append-only'],
    cwd: root,
    // pnpm itself runs on the Node that started us, so it warns about packages that only the pinned Node will run.
    unimportant: /^npm warn|Unsupported engine|^\++$|^Agent skills|^Run "pnpm approve/,
    env: { ...process.env, CI: 'true', npm_config_update_notifier: 'false' },
  });
  writeStamp(root, 'installed', wanted);
}
