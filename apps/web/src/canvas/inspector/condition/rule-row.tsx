import { checkSource, type Type } from '@dayshift/expressions';
import { ActionIcon, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { Trash2, X } from 'lucide-react';
import { expressionInWords } from '../expression-words.ts';
import classes from '../field.module.css';
import { useFieldHost } from '../field-context.ts';
import { FieldPicker } from '../field-picker.tsx';
import { type Operand, type Operator, operatorWords, type Rule, wantsRight } from './condition.ts';
import {
  type Comparable,
  choicesOf,
  comparableOf,
  emptinessOf,
  offeredFor,
  operatorsFor,
} from './operators-for.ts';

interface Props {
  title: string;
  rule: Rule;
  place: 'before' | 'body';
  onChange: (rule: Rule) => void;
  onRemove: () => void;
}

const anything: Type = { kind: 'any' };

/** One comparison: a value, how it is compared, and with what. */
export function RuleRow({ title, rule, place, onChange, onRemove }: Props) {
  const { graph, scopes } = useFieldHost();
  const scope = scopes?.[place];
  const type = scope && rule.left !== '' ? checkSource(rule.left, scope).type : anything;
  const kind = comparableOf(type);
  const words = (source: string) => expressionInWords(source, graph, scope)?.text ?? source;
  const chooseLeft = (left: string) => {
    const found = scope ? checkSource(left, scope).type : anything;
    const offered = offeredFor(comparableOf(found));
    const isKept = rule.left !== '' && offered.includes(rule.operator);
    const operator = isKept ? rule.operator : (offered[0] ?? 'is');
    onChange(forOperator({ ...rule, left }, operator, found));
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid
    <div role="group" aria-label={title} className={classes.rule}>
      <div className={classes.ruleLine}>
        <FieldPicker
          label={`Value of ${title}`}
          place={place}
          face={
            rule.left === ''
              ? { text: 'Choose a value …', isEmpty: true }
              : { text: words(rule.left), isEmpty: false }
          }
          onPick={chooseLeft}
        />
        <ActionIcon size={22} aria-label={`Remove ${title}`} onClick={onRemove}>
          <Trash2 size={13} />
        </ActionIcon>
      </div>
      <div className={classes.ruleLine} data-compare={wantsRight(rule.operator) || undefined}>
        <Select
          size="xs"
          aria-label={`How ${title} is compared`}
          data={operatorsFor(kind, rule.operator).map((value) => ({ value, label: operatorWords[value] }))}
          value={rule.operator}
          allowDeselect={false}
          comboboxProps={{ withinPortal: true }}
          // One of the values given above.
          onChange={(next) => next !== null && onChange(forOperator(rule, next as Operator, type))}
        />
        {wantsRight(rule.operator) && (
          <>
            <RightSide
              label={`With what ${title} is compared`}
              rule={rule}
              type={type}
              kind={kind}
              words={words}
              onChange={(right) => onChange(withRight(rule, right))}
            />
            <FieldPicker
              label={`what ${title} is compared with`}
              place={place}
              onPick={(source) => onChange(withRight(rule, { kind: 'path', source }))}
            />
          </>
        )}
      </div>
    </div>
  );
}

function RightSide({
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

function typed(text: string, mayBeNumber: boolean): Operand | undefined {
  if (text === '') return undefined;
  return mayBeNumber && isNumber(text)
    ? { kind: 'number', value: Number(text) }
    : { kind: 'text', value: text };
}

const isNumber = (text: string) => /^-?(0|[1-9]\d{0,14})(\.\d+)?$/.test(text);

const asKind = (text: string, kind: Comparable) =>
  kind === 'number' || (kind === 'any' && isNumber(text)) ? Number(text) : text;

function withRight(rule: Rule, right: Operand | undefined): Rule {
  const { right: _before, ...rest } = rule;
  return right ? { ...rest, right } : rest;
}

/** The rule with another operator; what it was compared with stays where it still makes sense. */
function forOperator(rule: Rule, operator: Operator, type: Type): Rule {
  const { right, left } = rule;
  if (operator === 'is-empty' || operator === 'is-filled')
    return { left, operator, empty: emptinessOf(type) };
  if (!wantsRight(operator) || !right) return { left, operator };
  if (operator === 'one-of') {
    if (right.kind === 'path') return { left, operator };
    return { left, operator, right: right.kind === 'list' ? right : { kind: 'list', values: [right.value] } };
  }
  if (right.kind !== 'list') return { left, operator, right };
  const [value] = right.values;
  if (value === undefined) return { left, operator };
  return {
    left,
    operator,
    right: typeof value === 'number' ? { kind: 'number', value } : { kind: 'text', value },
  };
}
