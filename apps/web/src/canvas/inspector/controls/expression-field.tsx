import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CodeEditorHandle } from '../editor-props.ts';
import { ExpressionEditor } from '../expression-editor.tsx';
import { expressionInWords } from '../expression-words.ts';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { useLastValue } from '../last-value.tsx';
import { FxButton } from './value-field.tsx';

/** A field that is an expression as a whole, such as a list to go through: a value that is picked, or written behind `fx`. */
export function ExpressionField({ field, value }: FieldProps) {
  const { change, graph, scopes } = useFieldHost();
  const { meta, path } = field;
  const source = typeof value === 'string' ? value : '';
  const place = meta.place ?? 'before';
  const editor = useRef<CodeEditorHandle>(null);
  const note = useLastValue(source, 'expression');
  const words = source.trim() === '' ? undefined : expressionInWords(source, graph, scopes?.[place]);
  const canBePicked = source.trim() === '' || words?.isPlain === true;
  const [wantsPick, setWantsPick] = useState(canBePicked);
  const isPicked = wantsPick && canBePicked;
  return (
    <FieldShell
      path={path}
      title={meta.title}
      help={meta.help}
      note={note}
      tools={
        <>
          {isPicked && words && meta.isRequired !== true && (
            <ActionIcon
              size={20}
              aria-label={`Take ${words.text} away`}
              onClick={() => change(path, undefined)}
            >
              <X size={13} />
            </ActionIcon>
          )}
          {!isPicked && (
            <FieldPicker
              label={meta.title}
              place={place}
              onPick={(picked) => (editor.current ? editor.current.insert(picked) : change(path, picked))}
            />
          )}
          <FxButton
            label={meta.title}
            isOn={!isPicked}
            whyNot={canBePicked ? undefined : 'This is more than one value'}
            onToggle={() => setWantsPick(!isPicked)}
          />
        </>
      }
    >
      {({ inputId, describedBy, isInvalid }) =>
        isPicked ? (
          <FieldPicker
            label={meta.title}
            place={place}
            face={{ text: words?.text ?? 'Choose a value …', isEmpty: words === undefined }}
            onPick={(picked) => change(path, picked)}
          />
        ) : (
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
        )
      }
    </FieldShell>
  );
}
