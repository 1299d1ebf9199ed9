import type { Json } from '@dayshift/model';
import { Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import type { FormField } from '../form-fields.ts';
import { holdsHoles } from '../holes.ts';
import { readJsonText } from '../json-kind.ts';

interface Props {
  field: FormField;
  value: Json | undefined;
  inputId: string;
  describedBy: string | undefined;
  isInvalid: boolean;
}

/**
 * JSON as text. What cannot be read yet stays in the field, also when another step is looked at meanwhile, and is a problem
 * of the playbook; the draft keeps the last that could be read.
 */
export function JsonText({ field, value, inputId, describedBy, isInvalid }: Props) {
  const { change, unread, setUnread } = useFieldHost();
  const { meta, path } = field;
  const kept = unread.find((each) => each.field === path);
  const [text, setText] = useState(() => kept?.text ?? toText(value));
  const lastSent = useRef(value);
  useEffect(() => {
    // Changed by undo or by another window, not by this field.
    if (value === lastSent.current) return;
    lastSent.current = value;
    setText(toText(value));
    setUnread(path, undefined);
  }, [value, path, setUnread]);
  const send = (next: string) => {
    setText(next);
    const read = readJsonText(next, meta.holds === 'value');
    setUnread(path, read.ok ? undefined : { text: next, message: read.message });
    if (!read.ok) return;
    lastSent.current = read.value;
    change(path, read.value);
  };
  return (
    <Textarea
      id={inputId}
      aria-describedby={describedBy}
      classNames={{ input: classes.text ?? '' }}
      autosize
      minRows={2}
      maxRows={16}
      spellCheck={false}
      value={text}
      placeholder={meta.placeholder ?? (meta.holds === 'value' ? '{ "name": "{{ trigger.name }}" }' : '{ }')}
      error={isInvalid || kept?.message}
      onChange={(event) => send(event.currentTarget.value)}
    />
  );
}

function toText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return holdsHoles(value) ? value : JSON.stringify(value);
  return JSON.stringify(value, null, 2);
}
