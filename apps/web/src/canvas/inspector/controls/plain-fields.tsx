import { Autocomplete, Select, Switch } from '@mantine/core';
import { useMemo } from 'react';
import { useFieldHost } from '../field-context.ts';
import type { FieldProps } from '../field-props.ts';
import { FieldShell } from '../field-shell.tsx';
import { choicesOf } from '../form-fields.ts';

/** One of a few. */
export function ChoiceField({ field, value }: FieldProps) {
  const { change } = useFieldHost();
  const { meta, path, schema } = field;
  const fallback = typeof schema.default === 'string' ? schema.default : null;
  return (
    <FieldShell path={path} title={meta.title} help={meta.help}>
      {({ inputId, describedBy, isInvalid }) => (
        <Select
          id={inputId}
          aria-describedby={describedBy}
          error={isInvalid}
          data={choicesOf(schema, meta)}
          value={typeof value === 'string' ? value : fallback}
          placeholder="Choose…"
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          onChange={(next) => next !== null && change(path, next)}
        />
      )}
    </FieldShell>
  );
}

/** Yes or no. */
export function OnOffField({ field, value }: FieldProps) {
  const { change } = useFieldHost();
  const { meta, path, schema } = field;
  return (
    <FieldShell path={path} title={meta.title} help={meta.help}>
      {({ inputId, describedBy }) => (
        <Switch
          id={inputId}
          size="sm"
          aria-describedby={describedBy}
          checked={typeof value === 'boolean' ? value : schema.default === true}
          onChange={(event) => change(path, event.currentTarget.checked)}
        />
      )}
    </FieldShell>
  );
}

/** An IANA time zone, with the viewer's own first. */
export function TimeZoneField({ field, value }: FieldProps) {
  const { change } = useFieldHost();
  const { meta, path } = field;
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = useMemo(() => Intl.supportedValuesOf('timeZone'), []);
  return (
    <FieldShell path={path} title={meta.title} help={meta.help ?? `Yours is ${own}`}>
      {({ inputId, describedBy, isInvalid }) => (
        <Autocomplete
          id={inputId}
          aria-describedby={describedBy}
          error={isInvalid}
          data={[own, ...zones.filter((zone) => zone !== own)]}
          limit={30}
          value={typeof value === 'string' ? value : ''}
          placeholder={meta.placeholder ?? own}
          onChange={(next) => change(path, next)}
        />
      )}
    </FieldShell>
  );
}
