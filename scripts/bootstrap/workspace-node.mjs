import { existsSync } from 'node:fs';
import path from 'node:path';
import { Stop } from './stop.mjs';

/** The Node that the workspace pins as a package; everything but this bootstrap runs on it. */
export function workspaceNode(root) {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = path.join(root, 'node_modules', 'node', 'bin', file);
  if (existsSync(found)) return found;
  throw new Stop('The pinned Node is missing from node_modules: delete node_modules and start again.');
}

/**
 * PATH with the workspace's own tools first, so that a child that says "node" gets the pinned one; and what Node compiled is
 * kept, so that the next start has a second less to do.
 */
export function workspaceEnvironment(root) {
  const tools = path.join(root, 'node_modules', '.bin');
  return {
    NODE_COMPILE_CACHE: path.join(root, '.cache', 'node'),
    ...process.env,
    PATH: `${tools}${path.delimiter}${process.env.PATH ?? ''}`,
  };
}
