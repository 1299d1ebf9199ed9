import { CloudOff, RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { LiveState } from '../../api/live.ts';
import classes from './connection-bar.module.css';

const quietMs = 2_000;

/** Says when what is shown may be old. A hiccup of two seconds is not worth a word. */
export function ConnectionBar({ live }: { live: LiveState }) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (live === 'live') return undefined;
    const timer = setTimeout(() => setLate(true), quietMs);
    return () => clearTimeout(timer);
  }, [live]);

  const isOffline = live === 'offline';
  const isShown = isOffline || (live === 'connecting' && isLate);
  return (
    <div role="status">
      {isShown && (
        <div className={classes.bar} data-offline={isOffline || undefined}>
          {isOffline ? <CloudOff size={14} aria-hidden /> : <RefreshCw size={14} aria-hidden />}
          {isOffline
            ? 'Dayshift does not answer. What you see may be old; this page goes on by itself as soon as it is back.'
            : 'Reconnecting…'}
        </div>
      )}
    </div>
  );
}
