// The door of the workflow bundle: everything reachable from here runs in Temporal's isolate.
export { runPlaybook } from './run-playbook.ts';
