import type { Graph } from '@dayshift/model';
import { useMemo } from 'react';
import { changesInWords } from '../catalog/changes-in-words.ts';
import classes from './notice-bar.module.css';

/** What differs between two drawings, a line each. */
export function WhatChanged({ from, to, intro }: { from: Graph; to: Graph; intro: string }) {
  const changes = useMemo(() => changesInWords(from, to), [from, to]);
  if (changes.length === 0) return <p>Nothing differs but where things stand.</p>;
  return (
    <>
      <p>{intro}</p>
      <ul className={classes.changes}>
        {changes.slice(0, 30).map((change) => (
          <li key={change}>{change}</li>
        ))}
        {changes.length > 30 && <li>… and {changes.length - 30} more</li>}
      </ul>
    </>
  );
}
