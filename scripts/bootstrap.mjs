// The one door to everything: `npm start`, `npm test` and the others come through here.
// It runs on whatever Node npm was started with (20 or newer), uses nothing but Node itself, and hands over to
// the workspace's own pinned Node once the dependencies are there.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhatChanged } from './bootstrap/build-what-changed.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { installDependencies } from './bootstrap/install-dependencies.mjs';
import { explain, Stop } from './bootstrap/stop.mjs';
import { workspaceNode } from './bootstrap/workspace-node.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const commands = {
  start: ['apps/cli/src/main.ts', 'start'],
  test: ['test/run.ts'],
  bench: ['test/bench/run.ts'],
  screenshots: ['test/screenshots/run.ts'],
  faults: ['test/faults/run.ts'],
};

async function main([command, ...flags]) {
  const entry = commands[command];
  if (entry === undefined) throw new Stop(`Say what to run: ${Object.keys(commands).join(', ')}.`);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Stop(
      `Dayshift needs Node 20 or newer to start and this is ${process.version}: install it from nodejs.org.`,
    );
  }
  await installDependencies(root);
  await buildWhatChanged(root);
  if (!existsSync(path.join(root, entry[0]))) throw new Stop(`There is nothing to run yet at ${entry[0]}.`);
  process.exitCode = await handOver(workspaceNode(root), [...entry, ...flags], root);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(explain(error));
  process.exitCode = 1;
});
