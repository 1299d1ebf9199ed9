import { Button, Modal } from '@mantine/core';
import { type ReactNode, useState } from 'react';

interface Question {
  title: string;
  text: ReactNode;
  /** The verb on the button: "Delete", never "OK". */
  action: string;
  tone?: 'accent' | 'needs';
}

/**
 * Asks before something that cannot be taken back. `const { ask, dialog } = useConfirm()`; render `dialog`;
 * `if (await ask({...}))`.
 */
export function useConfirm(): { ask: (question: Question) => Promise<boolean>; dialog: ReactNode } {
  const [open, setOpen] = useState<Question & { answer: (yes: boolean) => void }>();
  const ask = (question: Question) =>
    new Promise<boolean>((resolve) => {
      setOpen({
        ...question,
        answer: (yes) => {
          setOpen(undefined);
          resolve(yes);
        },
      });
    });
  const dialog = (
    <Modal opened={open !== undefined} onClose={() => open?.answer(false)} title={open?.title} size="sm">
      <div style={{ color: 'var(--ink-2)', marginBottom: 18 }}>{open?.text}</div>
      <div style={{ display: 'flex', justifyContent: 'flex-end', gap: 8 }}>
        <Button onClick={() => open?.answer(false)}>Keep it as it is</Button>
        <Button
          variant={open?.tone === 'needs' ? 'light' : 'filled'}
          color={open?.tone === 'needs' ? 'needs' : 'accent'}
          onClick={() => open?.answer(true)}
          data-autofocus
        >
          {open?.action}
        </Button>
      </div>
    </Modal>
  );
  return { ask, dialog };
}
