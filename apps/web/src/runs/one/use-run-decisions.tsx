import type { StepView } from '@dayshift/contracts';
import type { ReactNode } from 'react';
import { useConfirm } from '../../ui/confirm.tsx';
import type { Control } from './use-run-control.ts';

/** Each asks before it does anything. Render `dialog`. */
export interface RunDecisions {
  skip: (step: StepView) => Promise<void>;
  skipItem: (step: StepView) => Promise<void>;
  didNotHappen: (step: StepView) => Promise<void>;
  giveUp: (step: StepView) => Promise<void>;
  stop: () => Promise<void>;
  dialog: ReactNode;
}

/** What cannot be taken back is asked first, with what it means. */
export function useRunDecisions(send: (control: Control) => Promise<boolean>): RunDecisions {
  const { ask, dialog } = useConfirm();
  return {
    skip: async ({ key, title }) => {
      const isSure = await ask({
        title: `Skip ${title}?`,
        text: 'It is not done. The run goes on as if it had worked and given nothing: what comes next is carried out, also a mail that says it worked. Steps that need its output may get stuck.',
        action: 'Skip it',
      });
      if (isSure) await send({ verb: 'skip', key });
    },
    skipItem: async ({ key, title }) => {
      const isSure = await ask({
        title: 'Skip this item?',
        text: `Everything under way for it stops, ${title} included. The list goes on with the next one, and this one gives nothing.`,
        action: 'Skip the item',
      });
      if (isSure) await send({ verb: 'skip-item', key });
    },
    didNotHappen: async ({ key, title }) => {
      const isSure = await ask({
        title: `Send ${title} now?`,
        text: 'It goes out as a new one. If the first one did arrive after all, it happens twice.',
        action: 'Send it now',
        tone: 'needs',
      });
      if (isSure) await send({ verb: 'it-did-not', key });
    },
    giveUp: async ({ key, title }) => {
      const isSure = await ask({
        title: 'Let this run fail?',
        text: 'It ends as failed. You can still resume it from the failed step, as a new run.',
        action: 'Let it fail',
        tone: 'needs',
      });
      if (isSure) await send({ verb: 'fail', key, message: `Given up at ${title}.` });
    },
    stop: async () => {
      const isSure = await ask({
        title: 'Stop this run?',
        text: 'It ends now. What was finished or sent stays as it is, open questions are withdrawn, and nothing else happens.',
        action: 'Stop run',
        tone: 'needs',
      });
      if (isSure) await send({ verb: 'cancel' });
    },
    dialog,
  };
}
