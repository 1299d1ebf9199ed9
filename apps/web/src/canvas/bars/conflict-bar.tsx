import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { GitCompare, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { DraftSync } from '../saving/draft-sync.ts';
import { useEditor } from '../state/editor-context.tsx';
import classes from './notice-bar.module.css';
import { WhatChanged } from './what-changed.tsx';

/** Two windows changed one draft. Nothing is lost: the author sees both and chooses. */
export function ConflictBar({ sync }: { sync: DraftSync }) {
  const save = useStore(sync.state, (state) => state.save);
  const mine = useEditor((state) => state.graph);
  const [isShown, setShown] = useState(false);
  if (save.kind !== 'conflict') return null;
  return (
    <div className={classes.bar} role="alert">
      <TriangleAlert size={16} aria-hidden />
      <div className={classes.text}>
        <strong>This draft was changed in another window.</strong> Yours is kept here and is not saved yet.
        {isShown && <WhatChanged from={save.theirs.graph} to={mine} intro="Yours differs from theirs:" />}
      </div>
      <Button leftSection={<GitCompare size={14} />} onClick={() => setShown((before) => !before)}>
        {isShown ? 'Hide what changed' : 'Show what changed'}
      </Button>
      <Button
        onClick={() => {
          sync.takeTheirs();
          notifications.show({ message: 'Theirs is here now. Undo brings yours back.' });
        }}
      >
        Take theirs
      </Button>
      <Button variant="filled" onClick={sync.keepMine}>
        Keep mine
      </Button>
    </div>
  );
}
