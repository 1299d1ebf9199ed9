import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { bundlePath, workflowsPath } from '../src/bundle-path.ts';

const { code } = await bundleWorkflowCode({ workflowsPath });
await mkdir(dirname(bundlePath), { recursive: true });
await writeFile(bundlePath, code);
console.log(`Workflow bundle: ${Math.round(code.length / 1024)} KB`);
