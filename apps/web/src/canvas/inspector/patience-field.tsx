import type { GraphNode } from '@dayshift/model';
import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import classes from './field.module.css';
import { patienceInWords, patienceOf } from './patience.ts';

interface Props {
  node: GraphNode;
  hasErrorWay: boolean;
  onChange: (patience: GraphNode['patience']) => void;
}

const parts = [
  { name: 'attempts', label: 'Tries', min: 1, max: 100 },
  { name: 'timeoutSeconds', label: 'Seconds per try', min: 1, max: 86_400 },
  { name: 'firstRetrySeconds', label: 'First pause, seconds', min: 0.1, max: 3_600 },
  { name: 'longestRetrySeconds', label: 'Longest pause, seconds', min: 0.1, max: 86_400 },
] as const;

/** "If it fails": a sentence, opened to change its numbers. */
export function PatienceField({ node, hasErrorWay, onChange }: Props) {
  const [isOpen, setOpen] = useState(false);
  const patience = patienceOf(node);
  if (!patience) return null;
  return (
    <div className={classes.field}>
      <div className={classes.labelRow}>
        <span className={classes.label} id="patience-label">
          If it fails
        </span>
      </div>
      <div className={classes.rows}>
        <button
          type="button"
          className={classes.pressBox}
          aria-expanded={isOpen}
          aria-describedby="patience-label"
          onClick={() => setOpen((before) => !before)}
        >
          {patienceInWords(patience, hasErrorWay)}
        </button>
        {isOpen && (
          <div className={classes.box}>
            <div className={classes.inline}>
              {parts.map((part) => (
                <NumberInput
                  key={part.name}
                  label={part.label}
                  min={part.min}
                  max={part.max}
                  value={patience[part.name]}
                  onChange={(value) => {
                    if (typeof value !== 'number' || value < part.min || value > part.max) return;
                    onChange({ ...node.patience, [part.name]: value });
                  }}
                />
              ))}
            </div>
            {node.patience && (
              <button type="button" className={classes.more} onClick={() => onChange(undefined)}>
                Back to the usual
              </button>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
