import { useEffect } from 'react';
import { isTyping } from '../../ui/is-typing.ts';

/** j and k move the focus from row to row; Enter is the link's own. */
export function useListKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = stepOf(event.key);
      if (step === 0 || isTyping(event)) return;
      const links = [...document.querySelectorAll<HTMLElement>('[data-run-link]')];
      const at = links.findIndex((link) => link.matches(':focus'));
      const next = links[at === -1 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function stepOf(key: string): number {
  if (key === 'j' || key === 'ArrowDown') return 1;
  return key === 'k' || key === 'ArrowUp' ? -1 : 0;
}
