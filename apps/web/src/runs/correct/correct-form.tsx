import type { Correction, StepView } from '@dayshift/contracts';
import { isObject } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';
import { Button } from '@mantine/core';
import { RotateCw } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { isApiError } from '../../api/api-error.ts';
import { ChangeList } from '../../inbox/change-list.tsx';
import { EditField } from '../../inbox/edit-field.tsx';
import { findChanges } from '../../inbox/find-changes.ts';
import { ErrorBox } from '../../ui/error-box.tsx';
import type { FieldErrors } from '../../ui/field-errors.ts';
import { troubleSentence } from '../../words/trouble-sentence.ts';
import classes from '../one/dialogs.module.css';
import { JsonField } from '../step/json-field.tsx';
import { jsonText, readJson } from '../step/json-text.ts';
import { correctedInput, formSchema, type PlacedRefusal, refusalsIn, startingDraft } from './correction.ts';

/** The values as fields, the refusal at its field, and what was changed, before it is sent once more. */
export function CorrectForm({
  correction,
  step,
  error,
  isSending,
  onCorrect,
  onClose,
}: {
  correction: Correction;
  step: StepView;
  error: unknown;
  isSending: boolean;
  onCorrect: (input: Json) => void;
  onClose: () => void;
}) {
  const [refusals] = useState(() => refusalsIn(correction, step));
  const [starting] = useState(() => startingDraft(correction, refusals));
  const [draft, setDraft] = useState<JsonObject>(starting);
  const [text, setText] = useState<string>();
  const reading = text === undefined ? undefined : readJson(text);
  const input = correctedInput(correction, draft, refusals);
  const changes = findChanges(correction.input, input);
  const errors = { ...refusedAt(refusals, starting, draft), ...apiErrors(error) };
  const isReady = changes.length > 0 && reading?.ok !== false && !isSending;

  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // To the field that was refused, else to the first: that is what is typed here.
    const place = refusals[0]?.place;
    const wanted = place === undefined ? 'input, textarea' : `[data-path="${CSS.escape(place)}"]`;
    const found = form.current?.querySelector<HTMLElement>(wanted);
    (found ?? form.current?.querySelector<HTMLElement>('input, textarea'))?.focus();
  }, [refusals]);

  if (Object.keys(starting).length === 0) return <Nothing onClose={onClose} />;
  return (
    <form
      ref={form}
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onCorrect(input);
      }}
    >
      <p className={classes.lead}>
        {step.failure && <>{troubleSentence(step.title, step.failure)} </>}
        What you change here is sent for this run alone; the playbook stays as it is, and so does where it
        goes.
      </p>
      {text === undefined ? (
        <EditField
          schema={formSchema(correction, draft, refusals)}
          value={draft}
          path=""
          label="Input"
          isRequired
          errors={errors}
          onChange={(changed) => setDraft(isObject(changed) ? changed : {})}
        />
      ) : (
        <JsonField
          label="Input"
          value={text}
          onChange={(typed) => {
            setText(typed);
            const read = readJson(typed);
            if (read.ok && isObject(read.value)) setDraft(read.value);
          }}
        />
      )}
      <div>
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={reading?.ok === false}
          onClick={() => setText(text === undefined ? jsonText(draft) : undefined)}
        >
          {text === undefined ? 'Edit it as JSON' : 'Back to fields'}
        </Button>
      </div>
      <ChangeList changes={changes} />
      {error !== undefined && Object.keys(apiErrors(error)).length === 0 && <ErrorBox error={error} />}
      <div className={classes.actions}>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="filled"
          leftSection={<RotateCw size={15} aria-hidden />}
          disabled={!isReady}
          loading={isSending}
        >
          Try again with this
        </Button>
      </div>
    </form>
  );
}

function Nothing({ onClose }: { onClose: () => void }) {
  return (
    <div className={classes.form}>
      <p className={classes.lead}>
        Nothing of it is a value: where it goes and how is set by the playbook. Use “Fix and resume”.
      </p>
      <div className={classes.actions}>
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}

/** What the receiver said holds until that very field is changed. */
function refusedAt(refusals: readonly PlacedRefusal[], starting: JsonObject, draft: JsonObject): FieldErrors {
  const same = new Set(refusals.map(({ place }) => place));
  for (const { path } of findChanges(starting, draft)) same.delete(path);
  return Object.fromEntries(
    refusals.flatMap(({ place, message, allowed }) => {
      const takes = allowed.length > 0 ? ` It takes ${allowed.slice(0, 12).join(', ')}.` : '';
      return same.has(place) ? [[place, `${message}.${takes}`]] : [];
    }),
  );
}

function apiErrors(error: unknown): FieldErrors {
  if (!isApiError(error) || !error.path?.startsWith('input.')) return {};
  return { [error.path.slice('input.'.length)]: error.message };
}
