import { emptyValue, isObject, joinPath, shapeOf } from '@dayshift/json-schema';
import type { Json, JsonObject } from '@dayshift/model';
import { ActionIcon, Button, Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import type { FieldErrors } from '../ui/field-errors.ts';
import { countHidden, removeHidden } from '../ui/visible-text.ts';
import classes from './edit-form.module.css';
import { toWords } from './value-table.tsx';

interface FieldProps {
  schema: Json | undefined;
  value: Json | undefined;
  path: string;
  label: string;
  isRequired: boolean;
  errors: FieldErrors;
  /** `undefined` takes an optional field out. */
  onChange: (value: Json | undefined) => void;
}

/** One field of the edit form, drawn from its schema. Objects and lists unfold into fields of their own. */
export function EditField(props: FieldProps) {
  const { schema, value, path, label, isRequired, errors, onChange } = props;
  const shape = shapeOf(schema, value);
  const shared = { label, error: errors[path], withAsterisk: false, 'data-path': path };
  if (Array.isArray(shape.enum)) {
    return (
      <Select
        {...shared}
        data={shape.enum.map(String)}
        value={value === undefined ? null : String(value)}
        onChange={(chosen) => onChange(chosen ?? undefined)}
        allowDeselect={!isRequired}
      />
    );
  }
  switch (shape.type) {
    case 'number':
    case 'integer':
      return (
        <NumberInput
          {...shared}
          value={typeof value === 'number' ? value : ''}
          onChange={(typed) => onChange(typeof typed === 'number' ? typed : undefined)}
        />
      );
    case 'boolean':
      return (
        <Checkbox
          {...shared}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case 'object':
      return <ObjectFields {...props} shape={shape} />;
    case 'array':
      return <ListFields {...props} shape={shape} />;
    default:
      return <TextField {...props} shape={shape} />;
  }
}

const longText = 90;

function TextField({
  value,
  path,
  label,
  isRequired,
  errors,
  onChange,
  shape,
}: FieldProps & { shape: JsonObject }) {
  const text =
    typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
  const change = (typed: string) => onChange(typed === '' && !isRequired ? undefined : typed);
  const hiddenCount = countHidden(text);
  const description = hiddenCount > 0 && (
    <span className={classes.hidden}>
      {hiddenCount === 1 ? '1 character' : `${hiddenCount} characters`} in here cannot be seen.{' '}
      <button type="button" onClick={() => change(removeHidden(text))}>
        Remove
      </button>
    </span>
  );
  const shared = {
    label,
    error: errors[path],
    description,
    inputWrapperOrder: ['label', 'input', 'description', 'error'] as (
      | 'label'
      | 'input'
      | 'description'
      | 'error'
    )[],
    value: text,
    'data-path': path,
  };
  const mayBeLong = typeof shape.maxLength === 'number' && shape.maxLength > 5_000;
  if (mayBeLong || text.includes('\n') || text.length > longText) {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={mayBeLong ? 5 : 2}
        maxRows={22}
        onChange={(event) => change(event.currentTarget.value)}
      />
    );
  }
  return <TextInput {...shared} onChange={(event) => change(event.currentTarget.value)} />;
}

function ObjectFields({ value, path, label, errors, onChange, shape }: FieldProps & { shape: JsonObject }) {
  const object = isObject(value) ? value : {};
  const properties = isObject(shape.properties) ? shape.properties : {};
  const required = Array.isArray(shape.required) ? shape.required : [];
  const names = [...new Set([...Object.keys(properties), ...Object.keys(object)])];
  const set = (name: string, item: Json | undefined) => {
    const { [name]: _before, ...rest } = object;
    onChange(item === undefined ? rest : ordered({ ...rest, [name]: item }, names));
  };
  const fields = names
    // An optional object that is not there has nothing to edit.
    .filter((name) => object[name] !== undefined || isScalar(properties[name]))
    .map((name) => (
      <EditField
        key={name}
        schema={properties[name] ?? shape.additionalProperties}
        value={object[name]}
        path={joinPath(path, name)}
        // A header or query name is what is sent, not words of ours.
        label={labelOf(name, properties[name])}
        isRequired={required.includes(name) || properties[name] === undefined}
        errors={errors}
        onChange={(item) => set(name, item)}
      />
    ));
  if (path === '') return <div className={classes.fields}>{fields}</div>;
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      <div className={classes.fields}>
        {fields.length > 0 ? fields : <p className={classes.none}>Nothing</p>}
      </div>
    </fieldset>
  );
}

function ListFields({ value, path, label, errors, onChange, shape }: FieldProps & { shape: JsonObject }) {
  const items = Array.isArray(value) ? value : [];
  const itemShape = isObject(shape.items) ? shape.items : { type: 'string' };
  return (
    <fieldset className={classes.group}>
      <legend>{label}</legend>
      <div className={classes.fields}>
        {items.map((item, index) => (
          // Items have no identity of their own; their place is what the path and the errors go by.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <div key={index} className={classes.listItem}>
            <EditField
              schema={itemShape}
              value={item}
              path={joinPath(path, String(index))}
              label={`${label} ${index + 1}`}
              isRequired
              errors={errors}
              onChange={(changed) => onChange(items.map((old, at) => (at === index ? (changed ?? '') : old)))}
            />
            <ActionIcon
              aria-label={`Remove ${label} ${index + 1}`}
              onClick={() => onChange(items.filter((_, at) => at !== index))}
            >
              <X size={15} />
            </ActionIcon>
          </div>
        ))}
        <div>
          <Button
            leftSection={<Plus size={14} />}
            onClick={() => onChange([...items, emptyValue(itemShape)])}
          >
            Add
          </Button>
        </div>
      </div>
    </fieldset>
  );
}

function isScalar(schema: Json | undefined): boolean {
  return isObject(schema) && ['string', 'number', 'integer', 'boolean'].includes(String(schema.type));
}

/** Keeps the order of the fields, so that an edit does not reshuffle what is sent. */
function ordered(object: JsonObject, names: string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name) => (object[name] === undefined ? [] : [[name, object[name]]])),
  );
}

function labelOf(name: string, schema: Json | undefined): string {
  if (schema === undefined) return name;
  return isObject(schema) && typeof schema.title === 'string' ? schema.title : toWords(name);
}
