import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The files of the repository as they are now, in a folder of their own with the dependencies: mutants stay in there. */
export function copyOfTheTree(root: string): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'dayshift-mutants-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: root,
      maxBuffer: 64 * 1_048_576,
    });
    for (const file of listed.toString('utf8').split('\0').filter(Boolean)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      cpSync(path.join(root, file), path.join(folder, file), { force: true });
    }
    execFileSync(
      process.execPath,
      ['scripts/bootstrap.mjs', 'pnpm', 'install', '--frozen-lockfile', '--offline'],
      {
        cwd: folder,
        stdio: 'ignore',
      },
    );
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
