import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { RunsSearch } from '../../address/search-params.ts';
import { usePlaybooks } from '../../api/playbooks.ts';
import { useWorkers } from '../../api/workers.ts';
import { useNow } from '../../ui/use-now.ts';
import classes from './filter-bar.module.css';
import {
  boundsOf,
  chosenChips,
  fromDay,
  isNarrowed,
  lastDay,
  rangeOf,
  stateChips,
  type TimeRange,
  timeRanges,
  toDay,
  toggleChip,
  withPart,
  withRange,
} from './run-filters.ts';

const typingPauseMs = 250;

/** Narrows the list. All of it is in the address, so a narrowed list can be sent to somebody. */
export function FilterBar({
  search,
  onChange,
}: {
  search: RunsSearch;
  onChange: (next: RunsSearch) => void;
}) {
  const chosen = chosenChips(search);
  return (
    <search className={classes.bar} aria-label="Narrow the runs">
      <TextFilter search={search} onChange={onChange} />
      <fieldset className={classes.chips}>
        <legend className="only-heard">State</legend>
        {stateChips.map(({ id, label }) => (
          <button
            key={id}
            type="button"
            className={classes.chip}
            aria-pressed={chosen.includes(id)}
            data-state={id}
            onClick={() => onChange(toggleChip(search, id))}
          >
            {label}
          </button>
        ))}
      </fieldset>
      <WhoAndWhat search={search} onChange={onChange} />
      <TimeFilter search={search} onChange={onChange} />
      {isNarrowed(search) && (
        <Button variant="subtle" leftSection={<X size={14} aria-hidden />} onClick={() => onChange({})}>
          Show all
        </Button>
      )}
    </search>
  );
}

type Part = { search: RunsSearch; onChange: (next: RunsSearch) => void };

function TextFilter({ search, onChange }: Part) {
  const [text, setText] = useState(search.text ?? '');
  const latest = useRef(search);
  latest.current = search;
  const send = useDebouncedCallback(
    (value: string) => onChange(withPart(latest.current, 'text', value.trim())),
    typingPauseMs,
  );
  const isFocused = useRef(false);
  useEffect(() => {
    // Changed from elsewhere: the back button, or "Show all".
    if (!isFocused.current) setText(search.text ?? '');
  }, [search.text]);
  return (
    <TextInput
      className={classes.text}
      type="search"
      aria-label="Words in the title"
      placeholder="Words in the title"
      leftSection={<Search size={14} aria-hidden />}
      value={text}
      maxLength={200}
      onFocus={() => {
        isFocused.current = true;
      }}
      onBlur={() => {
        isFocused.current = false;
      }}
      onChange={(event) => {
        setText(event.currentTarget.value);
        send(event.currentTarget.value);
      }}
    />
  );
}

function WhoAndWhat({ search, onChange }: Part) {
  const workers = useWorkers().data?.items ?? [];
  const playbooks = usePlaybooks().data?.items ?? [];
  return (
    <>
      <NativeSelect
        className={classes.select}
        aria-label="Worker"
        value={search.worker ?? ''}
        onChange={(event) => onChange(withPart(search, 'worker', event.currentTarget.value))}
        data={options('Any worker', workers, search.worker)}
      />
      <NativeSelect
        className={classes.select}
        aria-label="Playbook"
        value={search.playbook ?? ''}
        onChange={(event) => onChange(withPart(search, 'playbook', event.currentTarget.value))}
        data={options('Any playbook', playbooks, search.playbook)}
      />
    </>
  );
}

/** The chosen one is offered although its name is not known yet, or it is gone: an address always shows what it does. */
function options(
  anyLabel: string,
  items: readonly { id: string; name: string }[],
  chosen: string | undefined,
) {
  const known = items.map(({ id, name }) => ({ value: id, label: name }));
  const isMissing = chosen !== undefined && !items.some(({ id }) => id === chosen);
  return [{ value: '', label: anyLabel }, ...known, ...(isMissing ? [{ value: chosen, label: chosen }] : [])];
}

function TimeFilter({ search, onChange }: Part) {
  const now = useNow();
  const range = rangeOf(search, now);
  const [isBetween, setBetween] = useState(range === 'between');
  const shown: TimeRange = isBetween ? 'between' : range;
  return (
    <>
      <NativeSelect
        className={classes.select}
        aria-label="Started"
        value={shown}
        onChange={(event) => {
          const id = event.currentTarget.value as TimeRange; // one of the options below
          setBetween(id === 'between');
          onChange(withRange(search, boundsOf(id, now)));
        }}
        data={timeRanges.map(({ id, label }) => ({ value: id, label }))}
      />
      {shown === 'between' && (
        <span className={classes.days}>
          <TextInput
            type="date"
            aria-label="First day"
            value={toDay(search.from)}
            onChange={(event) => onChange(withPart(search, 'from', fromDay(event.currentTarget.value)))}
          />
          <span aria-hidden>to</span>
          <TextInput
            type="date"
            aria-label="Last day"
            value={toDay(lastDay(search.to))}
            onChange={(event) => onChange(withPart(search, 'to', fromDay(event.currentTarget.value, true)))}
          />
        </span>
      )}
    </>
  );
}
