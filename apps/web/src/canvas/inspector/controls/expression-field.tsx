import { useRef } from 'react';
import type { CodeEditorHandle } from '../editor-props.ts';
import { ExpressionEditor } from '../expression-editor.tsx';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { useLastValue } from '../last-value.tsx';

/** A field that is an expression as a whole: a condition, a list to go through. */
export function ExpressionField({ field, value }: FieldProps) {
  const { change } = useFieldHost();
  const { meta, path } = field;
  const source = typeof value === 'string' ? value : '';
  const place = meta.place ?? 'before';
  const editor = useRef<CodeEditorHandle>(null);
  const note = useLastValue(source, 'expression');
  return (
    <FieldShell
      path={path}
      title={meta.title}
      help={meta.help}
      note={note}
      tools={
        <FieldPicker
          label={meta.title}
          place={place}
          onPick={(picked) => (editor.current ? editor.current.insert(picked) : change(path, picked))}
        />
      }
    >
      {({ inputId, describedBy, isInvalid }) => (
        <ExpressionEditor
          id={inputId}
          handle={editor}
          mode="expression"
          place={place}
          value={source}
          onChange={(text) => change(path, text === '' && meta.isRequired !== true ? undefined : text)}
          label={meta.title}
          placeholder={meta.placeholder}
          isSingleLine={false}
          isInvalid={isInvalid}
          describedBy={describedBy}
        />
      )}
    </FieldShell>
  );
}
