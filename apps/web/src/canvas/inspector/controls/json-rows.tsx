import { isObject } from '@dayshift/json-schema';
import type { Json } from '@dayshift/model';
import { ActionIcon, Menu, NumberInput, Switch, TextInput } from '@mantine/core';
import { Ellipsis, Plus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CodeEditorHandle } from '../editor-props.ts';
import { ExpressionEditor } from '../expression-editor.tsx';
import classes from '../field.module.css';
import { FieldPicker } from '../field-picker.tsx';
import {
  asJsonKind,
  freeName,
  type JsonKind,
  jsonKindOf,
  jsonKinds,
  jsonKindWords,
  renamed,
} from '../json-kind.ts';
import { useNewRow } from '../use-new-row.ts';

interface Props {
  /** Where the value is, for ids and for screen readers: `body › customer`. */
  path: string;
  title: string;
  value: Json;
  place: 'before' | 'body';
  onChange: (value: Json) => void;
}

/** A value with its parts as rows: names with values, nested as deep as it is. */
export function JsonRows({ path, title, value, place, onChange }: Props) {
  const parts: [string | number, Json][] = Array.isArray(value)
    ? value.map((part, index) => [index, part])
    : isObject(value)
      ? Object.entries(value)
      : [];
  const change = (name: string | number, part: Json | undefined) => {
    if (Array.isArray(value)) {
      onChange(value.flatMap((each, at) => (at !== name ? [each] : part === undefined ? [] : [part])));
    } else if (isObject(value)) {
      const { [name]: _old, ...rest } = value;
      onChange(part === undefined ? rest : { ...value, [name]: part });
    }
  };
  const newRow = useNewRow(parts.length);
  const add = () => {
    newRow.expect();
    if (Array.isArray(value)) onChange([...value, value.length > 0 ? emptyLike(value.at(-1) ?? '') : '']);
    else if (isObject(value)) onChange({ ...value, [freeName(Object.keys(value))]: '' });
  };
  return (
    <div ref={newRow.rows} className={classes.rows}>
      {parts.map(([name, part], index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a row keeps its place while its name is typed
          key={index}
          path={`${path}.${name}`}
          owner={title}
          name={name}
          value={part}
          place={place}
          isTaken={(wanted) => isObject(value) && wanted !== name && Object.hasOwn(value, wanted)}
          onRename={(wanted) => isObject(value) && onChange(renamed(value, String(name), wanted))}
          onChange={(next) => change(name, next)}
          onRemove={() => change(name, undefined)}
        />
      ))}
      <button type="button" className={classes.add} onClick={add}>
        <Plus size={12} aria-hidden /> {Array.isArray(value) ? 'Add one' : 'Add a field'}
      </button>
    </div>
  );
}

interface RowProps {
  path: string;
  owner: string;
  name: string | number;
  value: Json;
  place: 'before' | 'body';
  isTaken: (name: string) => boolean;
  onRename: (name: string) => void;
  onChange: (value: Json) => void;
  onRemove: () => void;
}

function Row({ path, owner, name, value, place, isTaken, onRename, onChange, onRemove }: RowProps) {
  const editor = useRef<CodeEditorHandle>(null);
  const kind = jsonKindOf(value);
  const shown = typeof name === 'number' ? `${name + 1}` : name;
  const isNested = kind === 'fields' || kind === 'list';
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid
    <div role="group" aria-label={`${owner} › ${shown}`}>
      <div className={classes.jsonRow} data-in-list={typeof name === 'number' || undefined}>
        {typeof name === 'string' && (
          <NameInput name={name} owner={owner} isTaken={isTaken} onRename={onRename} />
        )}
        {kind === 'text' && (
          <ExpressionEditor
            id={`field-${path}`}
            handle={editor}
            mode="template"
            place={place}
            value={String(value)}
            onChange={onChange}
            label={`Value of ${shown}`}
            isSingleLine={false}
            isInvalid={false}
          />
        )}
        {kind === 'number' && (
          <NumberInput
            hideControls
            aria-label={`Value of ${shown}`}
            value={typeof value === 'number' ? value : ''}
            onChange={(next) => typeof next === 'number' && onChange(next)}
          />
        )}
        {kind === 'yes-no' && (
          <Switch
            size="sm"
            aria-label={`Value of ${shown}`}
            label={value === true ? 'yes' : 'no'}
            checked={value === true}
            onChange={(event) => onChange(event.currentTarget.checked)}
          />
        )}
        {(isNested || kind === 'nothing') && (
          <span className={classes.note}>{jsonKindWords[kind].toLowerCase()}</span>
        )}
        <span className={classes.rowTools}>
          {kind === 'text' && (
            <FieldPicker
              label={String(shown)}
              place={place}
              onPick={(picked) =>
                editor.current ? editor.current.insert(picked) : onChange(`{{ ${picked} }}`)
              }
            />
          )}
          <KindMenu
            label={shown}
            kind={kind}
            onChange={(next) => onChange(asJsonKind(value, next))}
            onRemove={onRemove}
          />
        </span>
      </div>
      {isNested && (
        <div className={classes.nested}>
          <JsonRows
            path={path}
            title={`${owner} › ${shown}`}
            value={value}
            place={place}
            onChange={onChange}
          />
        </div>
      )}
    </div>
  );
}

function NameInput({
  name,
  owner,
  isTaken,
  onRename,
}: {
  name: string;
  owner: string;
  isTaken: (name: string) => boolean;
  onRename: (name: string) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? name;
  const isBad = shown.trim() === '' || isTaken(shown);
  return (
    <TextInput
      aria-label={`Name in ${owner}`}
      value={shown}
      error={isBad}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => {
        // A name that is empty or taken would swallow another row.
        if (!isBad && shown !== name) onRename(shown);
        setTyped(undefined);
      }}
    />
  );
}

function KindMenu({
  label,
  kind,
  onChange,
  onRemove,
}: {
  label: string;
  kind: JsonKind;
  onChange: (kind: JsonKind) => void;
  onRemove: () => void;
}) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon size={22} aria-label={`What ${label} is: ${jsonKindWords[kind]}`}>
          <Ellipsis size={13} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {jsonKinds.map((each) => (
          <Menu.Item key={each} aria-current={each === kind || undefined} onClick={() => onChange(each)}>
            {jsonKindWords[each]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Trash2 size={14} />} color="red" onClick={onRemove}>
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** A new item of a list has the fields of the one before it. */
function emptyLike(value: Json): Json {
  if (isObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, emptyLike(part)]));
  }
  return Array.isArray(value) ? [] : '';
}
