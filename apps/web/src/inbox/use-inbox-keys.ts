import { useEffect, useRef } from 'react';
import { isTyping } from '../ui/is-typing.ts';

/** What a key does in the inbox. */
export type InboxCommand = 'next' | 'previous' | 'approve' | 'reject' | 'edit' | 'open' | 'back';

/** The command of a key; undefined when the key means nothing here. */
export function commandOfKey(key: string): InboxCommand | undefined {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return 'next';
    case 'k':
    case 'ArrowUp':
      return 'previous';
    case 'a':
      return 'approve';
    case 'r':
      return 'reject';
    case 'e':
      return 'edit';
    case 'Enter':
      return 'open';
    case 'Escape':
      return 'back';
    default:
      return undefined;
  }
}

/** Calls `run` for the keys of the inbox, unless they are typed into something or repeat while held down. */
export function useInboxKeys(run: (command: InboxCommand) => boolean): void {
  const newest = useRef(run);
  newest.current = run;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const command = commandOfKey(event.key);
      if (command === undefined || isTyping(event)) return;
      // Holding a key down moves through the list, but decides only once.
      if (event.repeat && command !== 'next' && command !== 'previous') return;
      // Enter and arrows on a focused button belong to that button.
      if (command === 'open' && isOnControl(event.target)) return;
      if (newest.current(command)) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function isOnControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('button, summary, a:not([data-approval])') !== null;
}
