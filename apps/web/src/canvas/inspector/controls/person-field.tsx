import { theManager } from '@dayshift/nodes';
import { Select } from '@mantine/core';
import { useRef, useState } from 'react';
import { useSession } from '../../../api/session.ts';
import type { CodeEditorHandle } from '../editor-props.ts';
import { ExpressionEditor } from '../expression-editor.tsx';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { namesAsked } from '../names-asked.ts';

const byName = 'by-name';

/** Whom to ask: the worker's manager, anyone, somebody who is known here, or any name or value. */
export function PersonField({ field, value }: FieldProps) {
  const { change, graph } = useFieldHost();
  const { meta, path } = field;
  const session = useSession();
  const editor = useRef<CodeEditorHandle>(null);
  const who = typeof value === 'string' ? value : '';
  const known = namesAsked(graph, [session.data?.user]);
  const choices = [
    { value: theManager, label: 'The worker’s manager' },
    { value: 'Anyone', label: 'Anyone' },
    ...known.map((name) => ({ value: name, label: name })),
    { value: byName, label: 'Somebody else, by name …' },
  ];
  const [wantsName, setWantsName] = useState(false);
  const isByName = wantsName || (who !== '' && !choices.some((choice) => choice.value === who));
  const place = meta.place ?? 'before';
  return (
    <FieldShell
      path={path}
      title={meta.title}
      help={isByName ? 'A name as it stands in Settings, or a value of an earlier step' : meta.help}
      tools={
        isByName && (
          <FieldPicker
            label={meta.title}
            place={place}
            onPick={(picked) =>
              editor.current ? editor.current.insert(picked) : change(path, `{{ ${picked} }}`)
            }
          />
        )
      }
    >
      {({ inputId, describedBy, isInvalid }) => (
        <div className={classes.rows}>
          <Select
            id={inputId}
            aria-describedby={describedBy}
            error={isInvalid && !isByName}
            data={choices}
            value={isByName ? byName : who}
            placeholder="Choose…"
            allowDeselect={false}
            comboboxProps={{ withinPortal: true }}
            onChange={(next) => {
              if (next === null) return;
              setWantsName(next === byName);
              change(path, next === byName ? '' : next);
            }}
          />
          {isByName && (
            <ExpressionEditor
              id={`${inputId}-name`}
              handle={editor}
              mode="template"
              place={place}
              value={who}
              onChange={(text) => change(path, text)}
              label={`${meta.title}, by name`}
              placeholder="Support lead"
              isSingleLine
              isInvalid={isInvalid}
            />
          )}
        </div>
      )}
    </FieldShell>
  );
}
