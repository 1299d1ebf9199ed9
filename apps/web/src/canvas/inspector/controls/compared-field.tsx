import type { Json } from '@dayshift/model';
import { NumberInput, Select, TextInput } from '@mantine/core';
import { choicesOf, comparableOf } from '../condition/operators-for.ts';
import { typeHere } from '../condition/type-here.ts';
import { useFieldHost } from '../field-context.ts';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';

/**
 * A value that another field of the step is compared with: one of its choices where it has some, a number where it is one, so
 * that 10 is never compared with the text “10”.
 */
export function ComparedField({ field, value }: FieldProps) {
  const { change, graph, nodeId, scopes, samples } = useFieldHost();
  const { meta, path } = field;
  const compared = graph.nodes.find((node) => node.id === nodeId)?.config[meta.comparedWith ?? ''];
  const type = typeHere(typeof compared === 'string' ? compared : '', scopes?.before, samples.scope);
  const kind = comparableOf(type);
  const choices = choicesOf(type) ?? (kind === 'yes-no' ? ['true', 'false'] : undefined);
  const set = (next: Json | undefined) => change(path, next);
  return (
    <FieldShell path={path} title={meta.title} help={meta.help}>
      {({ inputId, describedBy, isInvalid }) => {
        const shared = { id: inputId, 'aria-describedby': describedBy, error: isInvalid };
        if (choices) {
          const chosen = value === undefined || value === null ? null : String(value);
          return (
            <Select
              {...shared}
              placeholder="Choose…"
              // What was typed before the choices were known stays in the list.
              data={[...new Set([...choices, ...(chosen === null ? [] : [chosen])])].map((choice) => ({
                value: choice,
                label: kind === 'yes-no' ? (yesOrNo[choice] ?? choice) : choice,
              }))}
              value={chosen}
              allowDeselect={false}
              comboboxProps={{ withinPortal: true }}
              onChange={(next) => next !== null && set(kind === 'yes-no' ? next === 'true' : next)}
            />
          );
        }
        if (kind === 'number' && (typeof value === 'number' || value === undefined || value === '')) {
          return (
            <NumberInput
              {...shared}
              hideControls
              value={typeof value === 'number' ? value : ''}
              onChange={(next) => set(typeof next === 'number' ? next : undefined)}
            />
          );
        }
        return (
          <TextInput
            {...shared}
            value={value === undefined || value === null ? '' : String(value)}
            onChange={(event) => set(event.currentTarget.value)}
          />
        );
      }}
    </FieldShell>
  );
}

const yesOrNo: Readonly<Record<string, string>> = { true: 'yes', false: 'no' };
