import { NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { type AuditSearch, auditKinds, auditResults } from '../address/search-params.ts';
import { useWorkers } from '../api/workers.ts';
import classes from './audit.module.css';

const typingPauseMs = 250;
const dayMs = 24 * 3_600_000;

const kindWords: Record<(typeof auditKinds)[number], string> = {
  effect: 'Effects',
  start: 'Starts',
  person: 'What people did',
};
const resultWords: Record<(typeof auditResults)[number], string> = {
  done: 'Done',
  failed: 'Not done',
  refused: 'Refused',
  open: 'Open',
};
const spans = [
  { value: '', label: 'Any time' },
  { value: '1', label: 'The last 24 hours' },
  { value: '7', label: 'The last 7 days' },
  { value: '30', label: 'The last 30 days' },
];

/** Narrows the audit, and what is exported of it. All of it is in the address. */
export function AuditFilters({
  filter,
  onChange,
}: {
  filter: AuditSearch;
  onChange: (next: AuditSearch) => void;
}) {
  const workers = useWorkers().data?.items ?? [];
  const [span, setSpan] = useState('');
  const [text, setText] = useState(filter.text ?? '');
  const send = useDebouncedCallback((value: string) => change('text', value.trim()), typingPauseMs);

  function change<Name extends keyof AuditSearch>(name: Name, value: AuditSearch[Name]): void {
    const { [name]: _before, ...rest } = filter;
    onChange(value === '' || value === undefined ? rest : { ...rest, [name]: value });
  }

  return (
    <search className={classes.filters} aria-label="Narrow the audit">
      <TextInput
        className={classes.text ?? ''}
        type="search"
        aria-label="Words in an entry"
        placeholder="Words in an entry"
        leftSection={<Search size={14} aria-hidden />}
        value={text}
        maxLength={200}
        onChange={(event) => {
          setText(event.currentTarget.value);
          send(event.currentTarget.value);
        }}
      />
      <NativeSelect
        aria-label="Kind"
        data={[
          { value: '', label: 'Everything' },
          ...auditKinds.map((value) => ({ value, label: kindWords[value] })),
        ]}
        value={filter.kind ?? ''}
        onChange={(event) =>
          change(
            'kind',
            auditKinds.find((kind) => kind === event.currentTarget.value),
          )
        }
      />
      <NativeSelect
        aria-label="Worker"
        data={[
          { value: '', label: 'Anybody' },
          ...workers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={filter.worker ?? ''}
        onChange={(event) => change('worker', event.currentTarget.value)}
      />
      <NativeSelect
        aria-label="Result"
        data={[
          { value: '', label: 'Any result' },
          ...auditResults.map((value) => ({ value, label: resultWords[value] })),
        ]}
        value={filter.result ?? ''}
        onChange={(event) =>
          change(
            'result',
            auditResults.find((result) => result === event.currentTarget.value),
          )
        }
      />
      <NativeSelect
        aria-label="Time"
        data={filter.from === undefined ? spans : [...spans, { value: 'kept', label: 'As in the address' }]}
        value={span === '' && filter.from !== undefined ? 'kept' : span}
        onChange={(event) => {
          const { value } = event.currentTarget;
          if (value === 'kept') return;
          setSpan(value);
          change('from', value === '' ? undefined : Date.now() - Number(value) * dayMs);
        }}
      />
    </search>
  );
}
