import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Stop } from './stop.mjs';

const workspaceFolders = ['packages', 'temporal', 'apps'];
const notSource = new Set(['node_modules', 'dist', 'coverage', '.cache']);

/**
 * One hash over everything a package is built from: its own files, those of every workspace package it uses, and the
 * lockfile. Read from the package.json files, so there is no list of folders that someone forgets to extend.
 */
export function sourceHash(root, packageName) {
  const folders = packageFolders(root);
  const hash = createHash('sha256').update(readFileSync(path.join(root, 'pnpm-lock.yaml')));
  for (const name of [...withWorkspaceDependencies(packageName, folders)].sort()) {
    for (const file of sourceFiles(folders.get(name)).sort()) {
      hash.update(`\0${path.relative(root, file)}\0`).update(readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function packageFolders(root) {
  const folders = new Map();
  for (const group of workspaceFolders) {
    for (const entry of readdirSync(path.join(root, group))) {
      const folder = path.join(root, group, entry);
      if (existsSync(path.join(folder, 'package.json'))) folders.set(manifest(folder).name, folder);
    }
  }
  return folders;
}

function withWorkspaceDependencies(name, folders, found = new Set()) {
  const folder = folders.get(name);
  if (folder === undefined)
    throw new Stop(`The workspace has no package called ${name}: check out the repository again.`);
  if (found.has(name)) return found;
  found.add(name);
  const { dependencies = {}, devDependencies = {} } = manifest(folder);
  for (const [dependency, range] of Object.entries({ ...dependencies, ...devDependencies })) {
    if (range.startsWith('workspace:')) withWorkspaceDependencies(dependency, folders, found);
  }
  return found;
}

function sourceFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notSource.has(entry.name) || /\.test\.tsx?$/.test(entry.name)) return [];
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(full);
    return entry.isFile() ? [full] : [];
  });
}

function manifest(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}
