import type { RunView, StepView } from '@dayshift/contracts';
import { emptyValue } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { ErrorBox } from '../../ui/error-box.tsx';
import { assumedOutput } from '../step/ambiguous-facts.ts';
import { isAmbiguous } from '../step/incident.ts';
import { JsonField } from '../step/json-field.tsx';
import { jsonText, readJson } from '../step/json-text.ts';
import classes from './dialogs.module.css';
import { expectedOutput, outputHints } from './expected-output.ts';

/** A person says what a stuck step came to; the run goes on with that. */
export function SetOutputDialog({
  view,
  step,
  error,
  isSending,
  onSet,
  onClose,
}: {
  view: RunView;
  step: StepView;
  error: unknown;
  isSending: boolean;
  onSet: (output: Json) => void;
  onClose: () => void;
}) {
  const schema = expectedOutput(view.graph, step.nodeId);
  const happened = isAmbiguous(step);
  const [text, setText] = useState(() =>
    jsonText((happened ? assumedOutput(step) : undefined) ?? emptyValue(schema)),
  );
  const reading = readJson(text);
  return (
    <Modal
      opened
      onClose={onClose}
      title={happened ? `${step.title} did happen` : `Set the output of ${step.title}`}
      size="lg"
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (reading.ok && !isSending) onSet(reading.value);
        }}
      >
        <p className={classes.lead}>
          {happened
            ? 'Nothing is sent. The run goes on as if this had come back; fill in what you found on the other side.'
            : 'Nothing is sent. The run goes on as if the step had worked and this had come back.'}
        </p>
        <JsonField
          label="Output"
          value={text}
          onChange={setText}
          hints={reading.ok ? outputHints(schema, reading.value) : []}
          isFocusedFirst
        />
        {error !== undefined && <ErrorBox error={error} />}
        <div className={classes.actions}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" disabled={!reading.ok} loading={isSending}>
            Set it and go on
          </Button>
        </div>
      </form>
    </Modal>
  );
}
