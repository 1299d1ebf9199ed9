import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { ExactText } from '../../ui/exact-text.tsx';
import classes from './data-block.module.css';

const longest = 12_000;

/** Data as it is: a request, an answer, a value. Long ones are shown in part, and copied whole. */
export function DataBlock({ label, text, tone }: { label: string; text: string; tone?: 'needs' }) {
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > longest && !isWhole;
  return (
    <figure className={classes.block} data-tone={tone} aria-label={label}>
      {/* It scrolls, so the keyboard must be able to reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <pre className={classes.text} tabIndex={0}>
        <ExactText text={isLong ? `${text.slice(0, longest)}…` : text} />
      </pre>
      <div className={classes.copy}>
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy'}>
              <ActionIcon size={24} onClick={copy} aria-label={`Copy ${label.toLowerCase()}`}>
                {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </div>
      {isLong && (
        <button type="button" className={classes.more} onClick={() => setWhole(true)}>
          Show all {text.length.toLocaleString('en-GB')} characters
        </button>
      )}
    </figure>
  );
}
