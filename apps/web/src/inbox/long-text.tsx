import { Button } from '@mantine/core';
import { ExactText } from '../ui/exact-text.tsx';
import classes from './long-text.module.css';
import { beginningOf, countLines, isLong } from './long-values.ts';
import { useCollapsible } from './must-open.tsx';

/** A text in full. A long one begins closed, says how long it is, and must be opened before the card is approved. */
export function LongText({ text, part, isCode = false }: { text: string; part: string; isCode?: boolean }) {
  const isCollapsible = isLong(text);
  const { isOpen, open } = useCollapsible(part, isCollapsible);
  const className = isCode ? classes.code : classes.text;
  if (!isCollapsible || isOpen) {
    return (
      <div className={className} dir="auto">
        <ExactText text={text} />
      </div>
    );
  }
  const lines = countLines(text);
  return (
    <div>
      <div className={`${className} ${classes.closed}`} dir="auto">
        <ExactText text={beginningOf(text)} />
      </div>
      <Button size="sm" className={classes.open} onClick={open}>
        Show all of it: {text.length.toLocaleString('en-GB')} characters, {lines}{' '}
        {lines === 1 ? 'line' : 'lines'}
      </Button>
    </div>
  );
}
