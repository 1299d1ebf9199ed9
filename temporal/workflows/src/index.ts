export { bundlePath, workflowsPath } from './bundle-path.ts';
export { controlSignalName, coreActivityNames, decisionSignalName, workflowName } from './names.ts';
export type { RunSinks } from './sinks.ts';
