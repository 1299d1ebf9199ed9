import { Fragment } from 'react';
import classes from './exact-text.module.css';
import { toVisibleParts } from './visible-text.ts';

/** Text exactly as it will be sent: never interpreted, and what could not be seen is shown as an escape. */
export function ExactText({ text }: { text: string }) {
  const parts = toVisibleParts(text);
  if (parts.length === 1 && parts[0]?.type === 'text') return <>{text}</>;
  let offset = 0;
  return (
    <>
      {parts.map((part) => {
        offset += part.type === 'text' ? part.text.length : 1;
        if (part.type === 'text') return <Fragment key={offset}>{part.text}</Fragment>;
        return (
          <span key={offset} className={classes.escape} title={part.name}>
            {part.code} {part.name}
          </span>
        );
      })}
    </>
  );
}
