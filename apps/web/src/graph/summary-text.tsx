import { Fragment } from 'react';
import classes from './cards.module.css';
import type { SummaryPart } from './node-facts.ts';

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
