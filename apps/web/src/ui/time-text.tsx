import { formatInstant, formatInstantInFull, formatSpan } from './format-time.ts';
import { useNow } from './use-now.ts';

/** An instant in the viewer's zone; `span` shows how long it has been instead, `ago` says that it is that. The tooltip has all of it, with the zone. */
export function TimeText({ at, as = 'instant' }: { at: number; as?: 'instant' | 'span' | 'ago' }) {
  const now = useNow();
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatInstantInFull(at)}
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
    >
      {as === 'instant' ? formatInstant(at, now) : formatSpan(now - at)}
      {as === 'ago' && ' ago'}
    </time>
  );
}
