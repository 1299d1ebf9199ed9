import { TimeText } from './time-text.tsx';
import { useNow } from './use-now.ts';

const soonMs = 15 * 60_000;

/** When a question is due; red from a quarter of an hour before. */
export function DueText({ at, prefix = 'due ' }: { at: number | undefined; prefix?: string }) {
  const now = useNow();
  if (at === undefined) return null;
  const isPressing = at - now < soonMs;
  return (
    <span style={isPressing ? { color: 'var(--needs-ink)', fontWeight: 600 } : undefined}>
      {at < now ? 'was ' : ''}
      {prefix}
      <TimeText at={at} />
    </span>
  );
}
