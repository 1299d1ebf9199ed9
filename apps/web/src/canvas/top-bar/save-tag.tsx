import { useStore } from 'zustand';
import { formatInstant } from '../../ui/format-time.ts';
import { useNow } from '../../ui/use-now.ts';
import type { DraftSync } from '../saving/draft-sync.ts';
import classes from './top-bar.module.css';

/** Whether the draft is saved, always in words. */
export function SaveTag({ sync }: { sync: DraftSync }) {
  const save = useStore(sync.state, (state) => state.save);
  const now = useNow();
  switch (save.kind) {
    case 'saved':
      return (
        <span className={classes.tag} role="status">
          <span className={classes.wide}>draft · </span>saved {formatInstant(save.at, now)}
        </span>
      );
    case 'waiting':
    case 'saving':
      return (
        <span className={classes.tag} role="status">
          <span className={classes.wide}>draft · </span>saving…
        </span>
      );
    case 'failed':
      return (
        <span className={classes.tag} data-tone="needs" role="alert" title={save.message}>
          not saved: {save.message}{' '}
          <button type="button" className={classes.tagButton} onClick={sync.retry}>
            Try again
          </button>
        </span>
      );
    case 'conflict':
      return (
        <span className={classes.tag} data-tone="waits" role="alert">
          not saved: changed elsewhere
        </span>
      );
  }
}
