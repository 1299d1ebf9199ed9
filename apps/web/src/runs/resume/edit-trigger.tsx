import type { Json } from '@dayshift/model';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { JsonField } from '../step/json-field.tsx';
import { jsonText, readJson } from '../step/json-text.ts';
import classes from './resume-dialog.module.css';

/** Another input for a run that is over. It is planned with once it is applied, not with every letter. */
export function EditTrigger({
  trigger,
  isEdited,
  onApply,
}: {
  trigger: Json;
  /** The plan shown is made with another input than the run had. */
  isEdited: boolean;
  onApply: (trigger: Json | undefined) => void;
}) {
  const [before] = useState(() => jsonText(trigger));
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState(before);
  const reading = readJson(text);
  if (!isOpen) {
    return (
      <p className={classes.input}>
        {isEdited ? 'It starts with your input. ' : 'It starts with the same input. '}
        <button type="button" className={classes.linkButton} onClick={() => setOpen(true)}>
          Edit the input
        </button>
      </p>
    );
  }
  return (
    <div className={classes.editor}>
      <JsonField label="Input" value={text} onChange={setText} />
      <div className={classes.editorActions}>
        <Button
          onClick={() => {
            setText(before);
            setOpen(false);
            onApply(undefined);
          }}
        >
          As it was
        </Button>
        <Button
          disabled={!reading.ok}
          onClick={() => {
            if (!reading.ok) return;
            setOpen(false);
            onApply(text === before ? undefined : reading.value);
          }}
        >
          Use this input
        </Button>
      </div>
    </div>
  );
}
