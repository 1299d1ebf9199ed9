import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { bundlePath, workflowsPath } from '../src/bundle-path.ts';

// The engine is shared by all runs of a thread: making a run's own copy would cost several ms each.
const preloadModules = ['@dayshift/engine'];
const { code } = await bundleWorkflowCode({ workflowsPath, preloadModules });
await mkdir(dirname(bundlePath), { recursive: true });
await writeFile(bundlePath, code);
console.log(`Workflow bundle: ${Math.round(code.length / 1024)} KB`);
