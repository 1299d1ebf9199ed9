import { Button } from '@mantine/core';
import { History } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatInstant } from '../../ui/format-time.ts';
import { findLeftBehind, type LeftBehind } from '../saving/draft-backup.ts';
import { isSameGraph } from '../saving/is-same-graph.ts';
import { findOpenTabs } from '../saving/tab-id.ts';
import { useEditor, useEditorStore } from '../state/editor-context.tsx';
import classes from './notice-bar.module.css';
import { WhatChanged } from './what-changed.tsx';

/** After a crash: edits that were never saved, offered once. */
export function LeftBehindBar({ playbookId }: { playbookId: string }) {
  const store = useEditorStore();
  const graph = useEditor((state) => state.graph);
  const [left, setLeft] = useState<LeftBehind>();
  const [isShown, setShown] = useState(false);

  useEffect(() => {
    let isGone = false;
    void findOpenTabs().then((openTabs) => {
      if (isGone) return;
      const own = sessionStorage.getItem('dayshift.tab') ?? '';
      // This tab holds its own lock; what it left before a reload is its own to offer.
      const found = findLeftBehind(
        playbookId,
        localStorage,
        (tabId) => tabId !== own && (openTabs?.has(tabId) ?? false),
      );
      const [newest] = found.filter((each) => !isSameGraph(each.graph, store.getState().graph));
      for (const each of found) if (each !== newest) localStorage.removeItem(each.storageKey);
      setLeft(newest);
    });
    return () => {
      isGone = true;
    };
  }, [playbookId, store]);

  if (!left) return null;
  const forget = () => {
    localStorage.removeItem(left.storageKey);
    setLeft(undefined);
  };
  return (
    <div className={classes.bar} role="alert">
      <History size={16} aria-hidden />
      <div className={classes.text}>
        <strong>Edits from {formatInstant(left.at, Date.now())} were not saved.</strong> This browser kept
        them.
        {isShown && <WhatChanged from={graph} to={left.graph} intro="They would change:" />}
      </div>
      <Button onClick={() => setShown((before) => !before)}>
        {isShown ? 'Hide what changed' : 'Show what changed'}
      </Button>
      <Button onClick={forget}>Forget them</Button>
      <Button
        variant="filled"
        onClick={() => {
          localStorage.removeItem(left.storageKey);
          store.getState().replace('Bring back unsaved edits', left.graph);
          setLeft(undefined);
        }}
      >
        Bring them back
      </Button>
    </div>
  );
}
