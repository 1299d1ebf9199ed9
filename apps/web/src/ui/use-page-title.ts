import { useEffect } from 'react';
import { useCounts } from '../api/counts.ts';
import { spellHidden } from './visible-text.ts';

/** Names the browser's tab: "(4) Inbox · Dayshift", with what waits for you in front. */
export function usePageTitle(title: string | undefined): void {
  const counts = useCounts();
  const text = toTabTitle(title, counts);
  useEffect(() => {
    document.title = text;
  }, [text]);
}

export function toTabTitle(title: string | undefined, counts: { waiting: number; stuck: number }): string {
  const parts = [
    title && spellHidden(title),
    counts.stuck > 0 ? `${counts.stuck} stuck` : undefined,
    'Dayshift',
  ];
  const name = parts.filter((part) => part !== undefined && part !== '').join(' · ');
  return counts.waiting > 0 ? `(${counts.waiting}) ${name}` : name;
}
