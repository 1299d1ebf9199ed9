import { Textarea } from '@mantine/core';
import classes from './json-field.module.css';
import { readJson } from './json-text.ts';

/** A value typed as JSON; says where it stops being JSON while it is typed. Tab leaves the field, as everywhere in a form. */
export function JsonField({
  label,
  description,
  value,
  onChange,
  hints = [],
  isFocusedFirst = false,
}: {
  label: string;
  description?: string;
  value: string;
  onChange: (text: string) => void;
  /** What is unusual about it without being wrong. */
  hints?: readonly string[];
  isFocusedFirst?: boolean;
}) {
  const reading = readJson(value);
  return (
    <div>
      <Textarea
        label={label}
        description={description}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        error={reading.ok ? undefined : reading.message}
        autosize
        minRows={6}
        maxRows={16}
        spellCheck={false}
        autoComplete="off"
        data-autofocus={isFocusedFirst || undefined}
        classNames={{ input: classes.input ?? '' }}
      />
      {reading.ok && hints.length > 0 && (
        <ul className={classes.hints}>
          {hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
