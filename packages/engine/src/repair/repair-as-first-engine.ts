import type { RepairMessage, StepState } from '@dayshift/model';
import type { Draft } from '../draft.ts';
import { failRun } from '../finish-run.ts';
import { settleStep } from '../settle.ts';
import { repair } from './repair.ts';

/**
 * Runs of the first engine: what they did on a command they must do again when their history is replayed. The API refuses
 * beforehand what today's engine would refuse, so nothing is skipped in this way any more.
 */
export function repairAsFirstEngine(draft: Draft, stuck: StepState, message: RepairMessage): void {
  switch (message.verb) {
    case 'skip':
      return settleStep(draft, stuck, mainPort(draft, stuck), null, { isOverridden: true });
    case 'set-output':
      return settleStep(draft, stuck, mainPort(draft, stuck), message.output, { isOverridden: true });
    case 'fail':
      return failRun(draft, { code: 'FAILED_BY_PERSON', message: message.message });
    case 'retry':
    case 'retry-with':
    case 'skip-item':
    case 'it-happened':
    case 'it-did-not':
      return repair(draft, stuck, message);
    default:
      message satisfies never;
  }
}

function mainPort(draft: Draft, state: StepState): string {
  const step = draft.index.step(state.stepId);
  if (step?.kind === 'approve') return 'approved';
  if (step?.kind === 'switch') return step.otherwise;
  return 'done';
}
