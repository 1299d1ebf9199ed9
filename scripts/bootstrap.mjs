// The one door to everything: `npm start`, `npm test` and the others come through here.
// It runs on whatever Node npm was started with (20 or newer), uses nothing but Node itself, and hands over to
// the workspace's own pinned Node once the dependencies are there.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildWhatChanged } from './bootstrap/build-what-changed.mjs';
import { handOver } from './bootstrap/hand-over.mjs';
import { installDependencies, pnpm } from './bootstrap/install-dependencies.mjs';
import { explain, Stop } from './bootstrap/stop.mjs';
import { workspaceNode } from './bootstrap/workspace-node.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

// What a command runs, and whether it needs the built artefacts before it starts. The test run builds them itself,
// as one of its stages, so that a broken build is counted like any other failure.
const commands = {
  start: { entry: ['apps/cli/src/main.ts', 'start'], needsBuild: true },
  dayshift: { entry: ['apps/cli/src/main.ts'], needsBuild: false },
  build: { entry: [], needsBuild: true },
  test: { entry: ['test/run.ts'], needsBuild: false },
  bench: { entry: ['test/bench/run.ts'], needsBuild: true },
  screenshots: { entry: ['test/screenshots/run.ts'], needsBuild: true },
  mutants: { entry: ['test/mutants/run.ts'], needsBuild: false },
  faults: { entry: ['test/faults/run.ts'], needsBuild: true },
};

async function main([name, ...flags]) {
  if (name === 'pnpm') {
    process.exitCode = await handOver(pnpm[0], [...pnpm.slice(1), ...flags], root);
    return;
  }
  const command = commands[name];
  if (command === undefined) throw new Stop(`Say what to run: ${Object.keys(commands).join(', ')} or pnpm.`);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new Stop(
      `Dayshift needs Node 20 or newer to start and this is ${process.version}: install it from nodejs.org.`,
    );
  }
  await installDependencies(root);
  if (command.needsBuild) await buildWhatChanged(root);
  const [file, ...args] = command.entry;
  if (file === undefined) return;
  if (!existsSync(path.join(root, file))) throw new Stop(`There is nothing to run yet at ${file}.`);
  process.exitCode = await handOver(workspaceNode(root), [path.join(root, file), ...args, ...flags], root);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(explain(error));
  process.exitCode = 1;
});
