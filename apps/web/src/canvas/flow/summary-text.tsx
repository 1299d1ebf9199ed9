import { Fragment } from 'react';
import type { SummaryPart } from '../catalog/node-facts.ts';
import classes from './cards.module.css';

/** A card's sentence: plain words, and live values marked. */
export function SummaryText({ parts }: { parts: string | readonly SummaryPart[] }) {
  if (typeof parts === 'string') return <>{parts}</>;
  return (
    <>
      {parts.map((part, index) =>
        part.isValue ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence has no other identity than its order
          <span key={index} className={classes.value}>
            {part.text}
          </span>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <Fragment key={index}>{part.text}</Fragment>
        ),
      )}
    </>
  );
}
