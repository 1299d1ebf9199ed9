import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { on, once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'bootstrap-'));
  aWorkspace();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the first start installs and builds, the second does neither', () => {
  const first = bootstrap('start', '--port', '5000');
  expect(first.stdout).toContain('Installing dependencies with pnpm 12.21.0…');
  expect(first.stdout).toContain('Building the web app…');
  expect(first.stdout).toContain('Building the workflow bundle…');
  expect(first.stdout).toContain('product start --port 5000');
  const second = bootstrap('start');
  expect(second.stdout).toBe('product start \n');
});

test('a changed source is built again, also one in a package that the web app uses; a changed test is not', () => {
  bootstrap('start');
  write('packages/model/src/playbook.ts', 'export const changed = 1;');
  expect(bootstrap('start').stdout).toContain('Building the web app…');
  write('packages/model/src/playbook.test.ts', 'changed');
  expect(bootstrap('start').stdout).not.toContain('Building');
});

test('a changed lockfile is installed', () => {
  bootstrap('start');
  write('pnpm-lock.yaml', 'lockfile 2');
  expect(bootstrap('start').stdout).toContain('Installing dependencies');
});

test.each([
  ['npm error code ENOTFOUND', 'The package registry cannot be reached'],
  ['ERR_PNPM_ENOSPC no space left on device', 'The disk is full'],
  ['ERR_PNPM_OUTDATED_LOCKFILE', 'pnpm-lock.yaml does not match'],
])(
  'an installation that fails with "%s" is explained at its end and tried again next time',
  (output, sentence) => {
    npxThat(`echo "${output}" >&2; exit 1`);
    const failed = bootstrap('start');
    expect(failed.status).toBe(1);
    expect(failed.stdout).toContain(`  ${output}`);
    expect(failed.stderr.trim().split('\n')).toEqual([expect.stringContaining(sentence)]);
    npxThat(installs);
    expect(bootstrap('start').status).toBe(0);
  },
);

test('a missing npm is one sentence', () => {
  const { status, stderr } = bootstrap('start', { PATH: '/nowhere' });
  expect(status).toBe(1);
  expect(stderr).toBe('"npx" is missing: install Node together with npm and start again.\n');
});

test('the exit code of the product is passed on', () => {
  write('apps/cli/src/main.ts', 'process.exit(7)');
  expect(bootstrap('start').status).toBe(7);
});

test('a signal reaches the product, which decides when it is done', async () => {
  write(
    'apps/cli/src/main.ts',
    `process.on('SIGTERM', () => { console.log('draining'); process.exit(0); }); console.log('ready'); setInterval(() => {}, 1000);`,
  );
  const running = spawn(process.execPath, ['scripts/bootstrap.mjs', 'start'], {
    cwd: root,
    env: environment(),
  });
  await says(running, 'ready');
  running.kill('SIGTERM');
  await says(running, 'draining');
  const [code] = await once(running, 'exit');
  expect(code).toBe(0);
});

test('the product hears when its bootstrap is killed', async () => {
  write(
    'apps/cli/src/main.ts',
    `import { writeFileSync } from 'node:fs'; process.on('disconnect', () => { writeFileSync('alone', ''); process.exit(); }); console.log('ready'); setInterval(() => {}, 1000);`,
  );
  const running = spawn(process.execPath, ['scripts/bootstrap.mjs', 'start'], {
    cwd: root,
    env: environment(),
  });
  await says(running, 'ready');
  running.kill('SIGKILL');
  await expect.poll(() => existsSync(path.join(root, 'alone')), { timeout: 5_000 }).toBe(true);
});

test('the product hears when npm was told to end, whose shell tells nobody', async () => {
  write(
    'apps/cli/src/main.ts',
    `import { writeFileSync } from 'node:fs'; process.on('SIGTERM', () => { writeFileSync('told', ''); process.exit(); }); console.log('ready'); setInterval(() => {}, 1000);`,
  );
  // As npm does it: a shell between, which dies of the signal. The colon keeps it from becoming the program itself.
  const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" scripts/bootstrap.mjs start; :`], {
    cwd: root,
    env: { ...environment(), npm_lifecycle_event: 'start' },
  });
  await says(shell, 'ready');
  shell.kill('SIGTERM');
  await expect.poll(() => existsSync(path.join(root, 'told')), { timeout: 5_000 }).toBe(true);
});

const installs = `mkdir -p node_modules/node/bin; ln -sf "${process.execPath}" node_modules/node/bin/node; echo added 400`;

function aWorkspace(): void {
  cpSync(import.meta.dirname, path.join(root, 'scripts'), { recursive: true });
  write('pnpm-lock.yaml', 'lockfile 1');
  write('package.json', '{"type":"module"}');
  write('packages/model/package.json', '{"name":"@dayshift/model"}');
  write('packages/model/src/playbook.ts', '');
  const built = (file: string) =>
    `import { mkdirSync, writeFileSync } from 'node:fs'; mkdirSync('dist', { recursive: true }); writeFileSync('dist/${file}', '');`;
  write(
    'apps/web/package.json',
    '{"name":"@dayshift/web","scripts":{"build":"node build.mjs"},"devDependencies":{"@dayshift/model":"workspace:*"}}',
  );
  write('apps/web/build.mjs', built('index.html'));
  write('temporal/workflows/package.json', '{"name":"@dayshift/temporal-workflows","type":"module"}');
  write('temporal/workflows/scripts/build-bundle.ts', built('workflow-bundle.js'));
  write('apps/cli/src/main.ts', `console.log('product', process.argv.slice(2).join(' '), '')`);
  npxThat(installs);
}

function bootstrap(command: string, ...rest: (string | Record<string, string>)[]) {
  const flags = rest.filter((part) => typeof part === 'string');
  const extra = Object.assign({}, ...rest.filter((part) => typeof part === 'object')) as Record<
    string,
    string
  >;
  return spawnSync(process.execPath, ['scripts/bootstrap.mjs', command, ...flags], {
    cwd: root,
    env: { ...environment(), ...extra },
    encoding: 'utf8',
    timeout: 15_000,
  });
}

function environment(): Record<string, string> {
  return { PATH: `${path.join(root, 'tools')}:/usr/bin:/bin`, HOME: root };
}

function npxThat(script: string): void {
  write('tools/npx', `#!/bin/sh\n${script}\n`);
  chmodSync(path.join(root, 'tools/npx'), 0o755);
}

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

async function says(child: ChildProcess, line: string): Promise<void> {
  for await (const [text] of on(child.stdout!, 'data', { close: ['end'] })) {
    if (String(text).includes(line)) return;
  }
  throw new Error(`it ended without saying "${line}"`);
}
