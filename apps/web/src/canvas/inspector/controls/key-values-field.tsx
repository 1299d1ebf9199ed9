import { isObject } from '@dayshift/json-schema';
import { type Json, parseExactJson } from '@dayshift/model';
import { ActionIcon, TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CodeEditorHandle } from '../editor-props.ts';
import { ExpressionEditor } from '../expression-editor.tsx';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import type { FieldProps } from '../field-props.ts';
import { FieldProblem, FieldShell } from '../field-shell.tsx';
import { freeName } from '../json-kind.ts';
import { useNewRow } from '../use-new-row.ts';

/** Names with values: headers, query, the fields to set. */
export function KeyValuesField({ field, value }: FieldProps) {
  const { change } = useFieldHost();
  const { meta, path } = field;
  const pairs = Object.entries(isObject(value) ? value : {});
  const set = (next: [string, Json][]) => change(path, Object.fromEntries(next));
  const newRow = useNewRow(pairs.length);
  return (
    <FieldShell path={path} title={meta.title} help={meta.help} isGroup>
      {({ inputId }) => (
        <div ref={newRow.rows} id={inputId} className={classes.rows}>
          {pairs.map(([name, item], index) => (
            <Pair
              // biome-ignore lint/suspicious/noArrayIndexKey: a row keeps its place while its name is typed
              key={index}
              path={`${path}.${name}`}
              title={meta.title}
              name={name}
              value={item}
              holdsValue={meta.holds === 'value'}
              place={meta.place ?? 'before'}
              placeholder={meta.placeholder}
              isTaken={(wanted) => pairs.some(([other], at) => at !== index && other === wanted)}
              onRename={(wanted) => set(pairs.map((pair, at) => (at === index ? [wanted, pair[1]] : pair)))}
              onChange={(next) => set(pairs.map((pair, at) => (at === index ? [pair[0], next] : pair)))}
              onRemove={() => set(pairs.filter((_pair, at) => at !== index))}
            />
          ))}
          <button
            type="button"
            className={classes.add}
            onClick={() => {
              newRow.expect();
              set([...pairs, [freeName(pairs.map(([name]) => name)), '']]);
            }}
          >
            <Plus size={12} aria-hidden /> Add
          </button>
        </div>
      )}
    </FieldShell>
  );
}

interface PairProps {
  path: string;
  title: string;
  name: string;
  value: Json;
  holdsValue: boolean;
  place: 'before' | 'body';
  placeholder: string | undefined;
  isTaken: (name: string) => boolean;
  onRename: (name: string) => void;
  onChange: (value: Json) => void;
  onRemove: () => void;
}

function Pair({
  path,
  title,
  name,
  value,
  holdsValue,
  place,
  placeholder,
  isTaken,
  onRename,
  onChange,
  onRemove,
}: PairProps) {
  const { problems } = useFieldHost();
  const [typed, setTyped] = useState(name);
  const editor = useRef<CodeEditorHandle>(null);
  const [seen, setSeen] = useState(name);
  if (seen !== name) {
    setSeen(name);
    setTyped(name);
  }
  const own = problems.filter((problem) => problem.field === path || problem.field?.startsWith(`${path}.`));
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const isBadName = typed.trim() === '' || isTaken(typed);
  return (
    <div>
      <div className={classes.pair}>
        <TextInput
          aria-label={`Name in ${title}`}
          value={typed}
          error={isBadName}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={() => {
            // A name that is empty or taken would swallow another row.
            if (isBadName) setTyped(name);
            else if (typed !== name) onRename(typed);
          }}
        />
        {holdsValue ? (
          <ExpressionEditor
            id={`field-${path}`}
            handle={editor}
            mode="template"
            place={place}
            value={text}
            onChange={(next) => onChange(asValue(next, value))}
            label={`Value of ${name}`}
            placeholder={placeholder}
            isSingleLine={false}
            isInvalid={own.length > 0}
          />
        ) : (
          <TextInput
            aria-label={`Value of ${name}`}
            value={text}
            onChange={(event) => onChange(asValue(event.currentTarget.value, value))}
          />
        )}
        <span>
          {holdsValue && (
            <FieldPicker
              label={name}
              place={place}
              onPick={(picked) =>
                editor.current ? editor.current.insert(picked) : onChange(`{{ ${picked} }}`)
              }
            />
          )}
          <ActionIcon size={22} aria-label={`Remove ${name}`} onClick={onRemove}>
            <Trash2 size={13} />
          </ActionIcon>
        </span>
      </div>
      {own.map((problem) => (
        <FieldProblem key={`${problem.code}${problem.message}`} problem={problem} />
      ))}
    </div>
  );
}

/** Numbers, yes/no and structures stay what they were while they still read as such; everything else is text. */
function asValue(text: string, before: Json): Json {
  if (typeof before === 'string') return text;
  try {
    return parseExactJson(text);
  } catch {
    return text;
  }
}
