import { isObject } from '@dayshift/json-schema';
import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { FieldView } from '../field-view.tsx';
import { fieldsOf } from '../form-fields.ts';

/** A length of time as people say it: 4 hours. */
export function DurationField({ field, value }: FieldProps) {
  const { change } = useFieldHost();
  const { meta, path, schema } = field;
  if (!isObject(value)) {
    return (
      <FieldShell path={path} title={meta.title} help={meta.help}>
        {({ inputId }) => (
          <button
            id={inputId}
            type="button"
            className={classes.add}
            onClick={() => change(path, { amount: 4, unit: 'hours' })}
          >
            Set a time
          </button>
        )}
      </FieldShell>
    );
  }
  return (
    <FieldShell
      path={path}
      title={meta.title}
      help={meta.help}
      isGroup
      tools={
        meta.isRequired !== true && (
          <ActionIcon
            size={20}
            aria-label={`Take ${meta.title} away`}
            onClick={() => change(path, undefined)}
          >
            <X size={13} />
          </ActionIcon>
        )
      }
    >
      {() => (
        <div className={classes.inline}>
          {fieldsOf(schema, value, path).map((part) => (
            <FieldView key={part.path} field={part} value={value[part.name]} />
          ))}
        </div>
      )}
    </FieldShell>
  );
}
