import { fileURLToPath } from 'node:url';

/** Where `scripts/build-bundle.ts` puts the prebuilt workflow bundle. */
export const bundlePath = fileURLToPath(new URL('../dist/workflow-bundle.js', import.meta.url));
export const workflowsPath = fileURLToPath(new URL('./workflows.ts', import.meta.url));
