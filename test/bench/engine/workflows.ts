export { runPlaybook } from '../../../temporal/workflows/src/run-playbook.ts';
export { handwritten } from './handwritten.ts';
