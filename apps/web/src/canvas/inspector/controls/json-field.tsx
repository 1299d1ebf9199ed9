import type { Json } from '@dayshift/model';
import { useRef, useState } from 'react';
import type { CodeEditorHandle } from '../editor-props.ts';
import { ExpressionEditor } from '../expression-editor.tsx';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { jsonKindOf } from '../json-kind.ts';
import { JsonRows } from './json-rows.tsx';
import { JsonText } from './json-text.tsx';

/** A structure: named fields with values of earlier steps, or the JSON behind it. */
export function JsonField(props: FieldProps) {
  // An example or a schema is pasted from somewhere: text is how it comes.
  return props.field.meta.holds === 'value' ? <BuiltJson {...props} /> : <TypedJson {...props} />;
}

function TypedJson({ field, value }: FieldProps) {
  const { meta, path } = field;
  return (
    <FieldShell path={path} title={meta.title} help={meta.help}>
      {(ids) => <JsonText field={field} value={value} {...ids} />}
    </FieldShell>
  );
}

function BuiltJson({ field, value }: FieldProps) {
  const { change, unread, setUnread } = useFieldHost();
  const { meta, path } = field;
  const [isText, setText] = useState(unread.some((each) => each.field === path));
  const send = (next: Json | undefined) => change(path, next);
  return (
    <FieldShell
      path={path}
      title={meta.title}
      help={meta.help}
      tools={
        <button
          type="button"
          className={classes.tool}
          aria-pressed={isText}
          aria-label={`{}: ${meta.title} as JSON`}
          title={isText ? 'Back to named fields' : 'Write it as JSON'}
          onClick={() => {
            // The fields show what counts; text that could not be read is given up with its field.
            setUnread(path, undefined);
            setText(!isText);
          }}
        >
          {'{ }'}
        </button>
      }
    >
      {(ids) =>
        isText ? (
          <JsonText field={field} value={value} {...ids} />
        ) : (
          <Built
            id={ids.inputId}
            path={path}
            title={meta.title}
            value={value ?? null}
            place={meta.place ?? 'before'}
            mayBeMissing={meta.isRequired !== true}
            isRecord={field.schema.type === 'object'}
            onChange={send}
          />
        )
      }
    </FieldShell>
  );
}

function Built({
  id,
  path,
  title,
  value,
  place,
  mayBeMissing,
  isRecord,
  onChange,
}: {
  id: string;
  path: string;
  title: string;
  value: Json;
  place: 'before' | 'body';
  mayBeMissing: boolean;
  /** Nothing but named fields fits. */
  isRecord: boolean;
  onChange: (value: Json | undefined) => void;
}) {
  const editor = useRef<CodeEditorHandle>(null);
  const kind = jsonKindOf(value);
  if (isRecord) {
    const fields = kind === 'fields' ? value : {};
    return (
      <div id={id} className={classes.box}>
        <JsonRows path={path} title={title} value={fields} place={place} onChange={onChange} />
      </div>
    );
  }
  if (kind === 'nothing') {
    return (
      <div id={id} className={classes.choices}>
        <button type="button" className={classes.add} onClick={() => onChange({ name: '' })}>
          Named fields
        </button>
        <button type="button" className={classes.add} onClick={() => onChange('')}>
          One value
        </button>
        <button type="button" className={classes.add} onClick={() => onChange([''])}>
          A list
        </button>
      </div>
    );
  }
  const away = (
    <button type="button" className={classes.more} onClick={() => onChange(undefined)}>
      Take it away
    </button>
  );
  if (kind === 'fields' || kind === 'list') {
    return (
      <div id={id} className={classes.box}>
        <JsonRows path={path} title={title} value={value} place={place} onChange={onChange} />
        {mayBeMissing && away}
      </div>
    );
  }
  return (
    <div id={id} className={classes.rows}>
      <div className={classes.jsonRow} data-in-list>
        <ExpressionEditor
          id={`${id}-value`}
          handle={editor}
          mode="template"
          place={place}
          value={typeof value === 'string' ? value : JSON.stringify(value)}
          onChange={onChange}
          label={title}
          isSingleLine={false}
          isInvalid={false}
        />
        <FieldPicker
          label={title}
          place={place}
          onPick={(picked) => (editor.current ? editor.current.insert(picked) : onChange(`{{ ${picked} }}`))}
        />
      </div>
      {mayBeMissing && away}
    </div>
  );
}
