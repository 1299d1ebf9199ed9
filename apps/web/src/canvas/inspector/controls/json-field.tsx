import type { Json } from '@dayshift/model';
import { Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { holdsHoles } from '../holes.ts';

/** JSON as text. What cannot be read yet stays in the field and says so; the draft keeps the last that could. */
export function JsonField({ field, value }: FieldProps) {
  const { change } = useFieldHost();
  const { meta, path } = field;
  const [text, setText] = useState(() => toText(value));
  const [wrong, setWrong] = useState<string>();
  const lastSent = useRef(value);
  useEffect(() => {
    // Changed by undo or by another window, not by this field.
    if (value === lastSent.current) return;
    lastSent.current = value;
    setText(toText(value));
    setWrong(undefined);
  }, [value]);
  const send = (next: string) => {
    setText(next);
    const read = fromText(next, meta.holds === 'value');
    setWrong(read.ok ? undefined : read.message);
    if (!read.ok) return;
    lastSent.current = read.value;
    change(path, read.value);
  };
  return (
    <FieldShell
      path={path}
      title={meta.title}
      help={meta.help}
      tools={
        meta.holds === 'value' && (
          <FieldPicker
            label={meta.title}
            place={meta.place ?? 'before'}
            onPick={(picked) => send(text.trim() === '' ? `{{ ${picked} }}` : `${text}"{{ ${picked} }}"`)}
          />
        )
      }
    >
      {({ inputId, describedBy, isInvalid }) => (
        <Textarea
          id={inputId}
          aria-describedby={describedBy}
          classNames={{ input: classes.text ?? '' }}
          autosize
          minRows={2}
          maxRows={16}
          spellCheck={false}
          value={text}
          placeholder={
            meta.placeholder ?? (meta.holds === 'value' ? '{ "name": "{{ trigger.name }}" }' : '{ }')
          }
          error={wrong ?? isInvalid}
          onChange={(event) => send(event.currentTarget.value)}
        />
      )}
    </FieldShell>
  );
}

function toText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return holdsHoles(value) ? value : JSON.stringify(value);
  return JSON.stringify(value, null, 2);
}

type Read = { ok: true; value: Json | undefined } | { ok: false; message: string };

/** A text with holes may stand alone, without the quotes that JSON wants. */
function fromText(text: string, mayHoldHoles: boolean): Read {
  if (text.trim() === '') return { ok: true, value: undefined };
  if (mayHoldHoles && /^\s*\{\{[\s\S]*\}\}\s*$/.test(text)) return { ok: true, value: text.trim() };
  try {
    // JSON.parse gives JSON.
    return { ok: true, value: JSON.parse(text) as Json };
  } catch (error) {
    return {
      ok: false,
      message: `Not JSON yet: ${error instanceof Error ? error.message : 'cannot be read'}`,
    };
  }
}
