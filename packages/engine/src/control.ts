import type { ControlMessage } from '@dayshift/model';
import { type Draft, isFirstEngine } from './draft.ts';
import { cancelRun } from './finish-run.ts';
import { repair } from './repair/repair.ts';
import { repairAsFirstEngine } from './repair/repair-as-first-engine.ts';
import { readFirstSwap } from './swap/read-first-swap.ts';
import { swapPlan } from './swap/swap-plan.ts';

/** What a person tells an open run to do. */
export function control(draft: Draft, message: ControlMessage): void {
  switch (message.verb) {
    case 'cancel':
      return cancelRun(draft);
    case 'swap-plan':
      return swapPlan(draft, message.goOn ? message : readFirstSwap(draft, message));
    case 'retry':
    case 'retry-with':
    case 'skip':
    case 'skip-item':
    case 'set-output':
    case 'it-happened':
    case 'it-did-not':
    case 'fail': {
      const stuck = draft.state.steps[message.key];
      if (stuck?.status !== 'stuck') return;
      return isFirstEngine(draft.state)
        ? repairAsFirstEngine(draft, stuck, message)
        : repair(draft, stuck, message);
    }
    default:
      message satisfies never;
  }
}
