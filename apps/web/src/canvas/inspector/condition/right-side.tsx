import type { Type } from '@dayshift/expressions';
import { ActionIcon, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { X } from 'lucide-react';
import classes from '../field.module.css';
import { asKind, typed } from './change-rule.ts';
import type { Operand, Rule } from './condition.ts';
import { type Comparable, choicesOf } from './operators-for.ts';

/** What a value is compared with: another value, choices, a number or text. */
export function RightSide({
  label,
  rule: { operator, right },
  type,
  kind,
  words,
  onChange,
}: {
  label: string;
  rule: Rule;
  type: Type;
  kind: Comparable;
  words: (source: string) => string;
  onChange: (right: Operand | undefined) => void;
}) {
  const choices = choicesOf(type);
  if (right?.kind === 'path') {
    return (
      <span className={classes.chipBox}>
        <span className={classes.chip}>{words(right.source)}</span>
        <ActionIcon
          size={18}
          aria-label={`Take ${words(right.source)} away`}
          onClick={() => onChange(undefined)}
        >
          <X size={12} />
        </ActionIcon>
      </span>
    );
  }
  if (operator === 'one-of') {
    const values = right?.kind === 'list' ? right.values : [];
    return (
      <TagsInput
        size="xs"
        aria-label={label}
        placeholder={values.length === 0 ? 'Enter after each' : ''}
        data={[...(choices ?? [])]}
        value={values.map(String)}
        onChange={(next) => onChange({ kind: 'list', values: next.map((value) => asKind(value, kind)) })}
      />
    );
  }
  if (choices && (operator === 'is' || operator === 'is-not')) {
    return (
      <Select
        size="xs"
        aria-label={label}
        placeholder="Choose…"
        data={[...choices]}
        value={right?.kind === 'text' ? right.value : null}
        allowDeselect={false}
        comboboxProps={{ withinPortal: true }}
        onChange={(value) => value !== null && onChange({ kind: 'text', value })}
      />
    );
  }
  if (kind === 'number' || operator.startsWith('at-') || operator === 'over' || operator === 'under') {
    return (
      <NumberInput
        size="xs"
        aria-label={label}
        hideControls
        value={right?.kind === 'number' ? right.value : ''}
        onChange={(value) => onChange(typeof value === 'number' ? { kind: 'number', value } : undefined)}
      />
    );
  }
  return (
    <TextInput
      size="xs"
      aria-label={label}
      value={right?.kind === 'text' || right?.kind === 'number' ? String(right.value) : ''}
      // A number stays one where nothing is known about the other side: compared with text it would never be the same.
      onChange={(event) =>
        onChange(typed(event.currentTarget.value, kind === 'any' && operator.startsWith('is')))
      }
    />
  );
}
