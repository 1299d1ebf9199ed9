import { useEffect } from 'react';
import { isTyping } from '../../ui/is-typing.ts';

/** j and k go through the timeline, and open each step on the way. */
export function useTimelineKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || isTyping(event)) return;
      const rows = [...document.querySelectorAll<HTMLElement>('[data-timeline-row]')];
      const at = rows.findIndex((row) => row.hasAttribute('aria-current'));
      const next = rows[at === -1 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)];
      if (next === undefined) return;
      event.preventDefault();
      next.focus();
      next.click();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}
