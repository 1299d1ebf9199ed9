import { asSchema, emptyValue, isObject, itemSchema } from '@dayshift/json-schema';
import type { Json, JsonSchema } from '@dayshift/model';
import { ActionIcon, TagsInput } from '@mantine/core';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { FormView } from '../form-view.tsx';
import { silentFieldsOf } from '../silent-fields.ts';
import { useNewRow } from '../use-new-row.ts';

/** A list: of words, or of objects with a form each (the ways of a switch, the questions of a form). */
export function ListField({ field, value }: FieldProps) {
  const { change, graph, nodeId } = useFieldHost();
  const { meta, path, schema } = field;
  const silent = silentFieldsOf(
    graph.nodes.find((node) => node.id === nodeId),
    path,
  );
  const items = Array.isArray(value) ? value : [];
  const newRow = useNewRow(items.length);
  const item = itemSchema(schema) ?? {};
  if (asSchema(item.properties) === undefined) {
    return (
      <FieldShell path={path} title={meta.title} help={meta.help ?? 'Press enter after each'}>
        {({ inputId, describedBy, isInvalid }) => (
          <TagsInput
            id={inputId}
            aria-describedby={describedBy}
            error={isInvalid}
            value={items.map(String)}
            onChange={(next) => change(path, next)}
          />
        )}
      </FieldShell>
    );
  }
  const set = (next: Json[]) => change(path, next);
  return (
    <FieldShell path={path} title={meta.title} help={meta.help} isGroup>
      {({ inputId }) => (
        <div ref={newRow.rows} id={inputId} className={classes.rows}>
          {items.map((each, index) => (
            <fieldset
              // biome-ignore lint/suspicious/noArrayIndexKey: an item has no identity but its place
              key={index}
              className={classes.item}
              aria-label={`${meta.title} ${index + 1}`}
            >
              <div className={classes.itemHead}>
                <span className={classes.itemTitle}>{titleOf(each, index)}</span>
                <ActionIcon
                  size={22}
                  aria-label="Move up"
                  disabled={index === 0}
                  onClick={() => set(swapped(items, index, index - 1))}
                >
                  <ArrowUp size={13} />
                </ActionIcon>
                <ActionIcon
                  size={22}
                  aria-label="Move down"
                  disabled={index === items.length - 1}
                  onClick={() => set(swapped(items, index, index + 1))}
                >
                  <ArrowDown size={13} />
                </ActionIcon>
                <ActionIcon
                  size={22}
                  aria-label={`Remove ${titleOf(each, index)}`}
                  onClick={() => set(items.filter((_item, at) => at !== index))}
                >
                  <Trash2 size={13} />
                </ActionIcon>
              </div>
              <FormView
                schema={item}
                values={isObject(each) ? each : {}}
                path={`${path}.${index}`}
                without={silent}
              />
            </fieldset>
          ))}
          <button
            type="button"
            className={classes.add}
            onClick={() => {
              newRow.expect();
              set([...items, newItem(item, items)]);
            }}
          >
            <Plus size={12} aria-hidden /> Add
          </button>
        </div>
      )}
    </FieldShell>
  );
}

/** A new item with its own port, if items have one: arrows hold on to it, so it never changes with a label. */
export function newItem(schema: JsonSchema, items: readonly Json[]): Json {
  const made = emptyValue(schema);
  if (!isObject(made) || !('port' in (asSchema(schema.properties) ?? {}))) return made;
  const taken = new Set(items.flatMap((item) => (isObject(item) ? [item.port] : [])));
  for (let count = items.length + 1; ; count += 1) {
    const port = `case_${count}`;
    if (!taken.has(port)) return { ...made, port };
  }
}

function titleOf(item: Json, index: number): string {
  if (!isObject(item)) return String(index + 1);
  const name = [item.label, item.name, item.title, item.is, item.port].find(
    (part) => (typeof part === 'string' && part !== '') || typeof part === 'number',
  );
  return name === undefined ? `${index + 1}` : String(name);
}

function swapped(items: Json[], from: number, to: number): Json[] {
  const next = [...items];
  const [moved] = next.splice(from, 1);
  if (moved !== undefined) next.splice(to, 0, moved);
  return next;
}
