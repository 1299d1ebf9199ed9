import { existsSync } from 'node:fs';
import path from 'node:path';
import { runVisibly } from './run-visibly.mjs';
import { sourceHash } from './source-hash.mjs';
import { readStamp, writeStamp } from './stamp.mjs';
import { workspaceEnvironment, workspaceNode } from './workspace-node.mjs';

/** Builds the two things that are not run from source: what the browser loads and what Temporal's sandbox loads. */
export async function buildWhatChanged(root) {
  const artefacts = [
    {
      name: 'web-app',
      what: 'Building the web app',
      of: '@dayshift/web',
      result: 'apps/web/dist/index.html',
      args: ['--run', 'build'],
      cwd: 'apps/web',
    },
    {
      name: 'workflow-bundle',
      what: 'Building the workflow bundle',
      of: '@dayshift/temporal-workflows',
      result: 'temporal/workflows/dist/workflow-bundle.js',
      args: ['scripts/build-bundle.ts'],
      cwd: 'temporal/workflows',
    },
  ];
  const command = workspaceNode(root);
  for (const { name, what, of, result, args, cwd } of artefacts) {
    const wanted = sourceHash(root, of);
    if (readStamp(root, name) === wanted && existsSync(path.join(root, result))) continue;
    await runVisibly({ what, command, args, cwd: path.join(root, cwd), env: workspaceEnvironment(root) });
    writeStamp(root, name, wanted);
  }
}
